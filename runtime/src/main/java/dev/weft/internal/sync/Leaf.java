package dev.weft.internal.sync;

import dev.weft.Poll;
import dev.weft.Waker;
import org.jspecify.annotations.Nullable;

/**
 * Something to wait for that needs to know nothing of who waits but how to wake it: so that threads
 * wait for it as tasks do.
 *
 * @param <T> the type of the value
 */
public interface Leaf<T extends @Nullable Object> {
  /**
   * Asks for the value, as a poll does.
   *
   * @param waker is woken when it is worth asking again
   * @return the value, or {@link Poll#PENDING} once the waker is listed
   * @throws Exception if there won't be a value
   */
  @Nullable Object ask(Waker waker) throws Exception;

  /** Ends the wait after {@link #ask} has answered {@code PENDING}, as a cancel does. */
  void giveUp();
}
