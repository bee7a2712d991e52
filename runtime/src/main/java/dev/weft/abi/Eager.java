package dev.weft.abi;

import dev.weft.internal.future.CompletionFrame;
import dev.weft.internal.scheduler.CallerThread;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The start of eager async methods, those that return a CompletableFuture. Not for users. */
public final class Eager {
  private Eager() {}

  /**
   * Runs a frame on the caller's thread to its first suspension; the rest as a task of the current
   * runtime or, outside of one, on the threads that complete what it waits for.
   *
   * @param frame the frame of the method, with its arguments
   * @return what the method's caller gets; cancelling it aborts the run
   */
  public static CompletableFuture<@Nullable Object> start(AsyncFrame frame) {
    Scheduler current = Current.schedulerOrNull();
    CompletionFrame<@Nullable Object> body = new CompletionFrame<>(frame);
    Scheduler scheduler = current == null ? CallerThread.INSTANCE : current;
    Task<?> task = Task.startHere(scheduler, body, frame.site());
    CompletableFuture<@Nullable Object> completion = body.completion();
    return completion.isDone() ? completion : body.aborting(task);
  }
}
