package dev.weft.internal.sync;

import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Sleeper;
import org.jspecify.annotations.Nullable;

/** Waits of threads that run no tasks, in the same queues as those of tasks. */
public final class Blocking {
  private Blocking() {}

  /**
   * Blocks the calling thread until there is a value.
   *
   * @param operation what was called, for the message
   * @throws IllegalStateException on a thread that runs tasks
   * @throws InterruptedException if the thread is interrupted; then the wait was given up
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // what isn't PENDING is the value
  public static <T extends @Nullable Object> T await(Leaf<T> leaf, String operation)
      throws InterruptedException {
    refuseOnTasksThread(operation);
    Sleeper sleeper = Sleeper.ofCaller();
    Object answer = ask(leaf, sleeper);
    while (answer == Poll.PENDING) {
      sleeper.sleep(leaf);
      if (Thread.interrupted()) {
        leaf.giveUp();
        throw new InterruptedException(operation + " was interrupted");
      }
      answer = ask(leaf, sleeper);
    }
    return (T) answer;
  }

  private static void refuseOnTasksThread(String operation) {
    if (Current.isPolling()) {
      throw new IllegalStateException(
          operation
              + " was called on thread '"
              + Thread.currentThread().getName()
              + "', which runs tasks and must not block; await the variant that is a future, or"
              + " call it inside spawnBlocking(...) or, in a task of a multi-thread runtime,"
              + " blockInPlace(...)");
    }
  }

  private static @Nullable Object ask(Leaf<?> leaf, Waker waker) {
    try {
      return leaf.ask(waker);
    } catch (Exception e) {
      throw Blocking.<RuntimeException>rethrow(e);
    }
  }

  /** Throws what the wait failed with, checked or not. */
  @SuppressWarnings("unchecked") // the cast is erased: that is the point
  private static <E extends Exception> RuntimeException rethrow(Exception failure) throws E {
    throw (E) failure;
  }
}
