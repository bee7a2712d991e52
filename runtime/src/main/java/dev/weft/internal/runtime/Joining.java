package dev.weft.internal.runtime;

import dev.weft.Future;
import dev.weft.internal.scheduler.CallerThread;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import org.jspecify.annotations.Nullable;

/** Waits of threads that run no tasks for the end of a future. */
public final class Joining {
  private Joining() {}

  /** Blocks the calling thread until a future has ended; see {@link Future#join}. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the future gives a T, null if T allows it
  public static <T extends @Nullable Object> T join(Future<? extends T> future)
      throws InterruptedException {
    refuseOnTasksThread(future);
    Scheduler current = Current.schedulerOrNull();
    try {
      return (T) (current == null ? CallerThread.INSTANCE : current).blockOnInterruptibly(future);
    } catch (InterruptedException e) {
      // The exception tells it; the flag was restored.
      Thread.interrupted();
      throw e;
    } catch (Throwable t) {
      throw Joining.<RuntimeException>rethrow(t);
    }
  }

  private static void refuseOnTasksThread(Future<?> future) {
    boolean own = future instanceof Task<?> task && task.scheduler().isOwnThread();
    if (own || Current.isPolling()) {
      throw new IllegalStateException(
          "Future.join was called on thread '"
              + Thread.currentThread().getName()
              + "', which runs tasks and must not block; await the future instead, or call join"
              + " inside spawnBlocking(...) or, in a task of a multi-thread runtime,"
              + " blockInPlace(...)");
    }
  }

  /** Throws what a future failed with, checked or not. */
  @SuppressWarnings("unchecked") // the cast is erased: that is the point
  private static <E extends Throwable> RuntimeException rethrow(Throwable failure) throws E {
    throw (E) failure;
  }
}
