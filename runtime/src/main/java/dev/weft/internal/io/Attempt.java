package dev.weft.internal.io;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.queue.Chain;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A future that tries something with a socket until it can be done, and waits in between. It is all
 * that a read or a write allocates, whether it has to wait or not.
 *
 * <p>{@link #toString} says what is waited for, for dumps.
 *
 * @param <T> the type of the value
 */
public abstract class Attempt<T extends @Nullable Object> extends Chain.Link<Attempt<?>>
    implements Future<T> {
  private final Direction direction;

  /** Whom to wake; null unless it waits. Guarded by the direction's lock. */
  @Nullable Waker waker;

  /** Belongs to the strand that polls. */
  private boolean ended;

  /** An attempt that hasn't begun. */
  protected Attempt(Direction direction) {
    this.direction = direction;
  }

  /**
   * Tries.
   *
   * @return the value, or {@link Poll#PENDING} if it can't be done now
   * @throws IOException if it never can
   */
  protected abstract @Nullable Object attempt() throws IOException;

  @Override
  public final @Nullable Object poll(Context context) throws IOException {
    if (ended) {
      throw new IllegalStateException(
          "this future has ended already: " + this + "; call the method again for another one");
    }
    for (; ; ) {
      int event = direction.events();
      if (direction.isReady()) {
        Object answer = tryOnce(event);
        if (answer != Poll.PENDING) {
          return answer;
        }
      }
      if (direction.enlist(this, context.waker(), event)) {
        return Poll.PENDING;
      }
    }
  }

  private @Nullable Object tryOnce(int event) throws IOException {
    ended = true;
    Object answer = attempt();
    if (answer == Poll.PENDING) {
      ended = false;
      direction.drain(event);
    }
    return answer;
  }

  @Override
  public final Object cancel(Context context) {
    direction.leave(this);
    return Poll.CANCELLED;
  }
}
