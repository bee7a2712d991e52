package dev.weft.internal.future;

import dev.weft.Future;
import dev.weft.RuntimeHandle;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The bridge from futures to {@link CompletableFuture}. */
public final class Futures {
  private static final String SITE = "dev.weft.Future\ntoCompletableFuture\n\n-1";

  private Futures() {}

  /** Runs a future as a task of the current runtime; see {@link Future#toCompletableFuture}. */
  public static <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(
      Future<T> future) {
    return toCompletableFuture(future, Current.scheduler("toCompletableFuture()"));
  }

  /** Runs a future as a task of a runtime; see {@link RuntimeHandle#toCompletableFuture}. */
  public static <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(
      Future<T> future, Scheduler scheduler) {
    CompletionFrame<T> frame = new CompletionFrame<>(future);
    Task<?> task = Task.spawn(scheduler, frame, SITE);
    return frame.aborting(task);
  }

  /** The failure that the wrappers of java.util.concurrent hide. */
  static Throwable unwrap(Throwable failure) {
    Throwable t = failure;
    while ((t instanceof CompletionException || t instanceof ExecutionException)
        && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }
}
