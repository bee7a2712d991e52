package dev.weft.interop;

import dev.weft.internal.task.Current;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A completion stage of a future that can only be asked by a thread that blocks. */
final class BlockingWait<T extends @Nullable Object> extends CompletableFuture<T>
    implements Runnable {
  private final Future<? extends T> future;

  private BlockingWait(Future<? extends T> future) {
    this.future = future;
  }

  /** The stage; it takes a thread of the current runtime unless the future is done. */
  static <T extends @Nullable Object> CompletableFuture<T> of(Future<? extends T> future) {
    BlockingWait<T> wait = new BlockingWait<>(future);
    if (future.isDone()) {
      wait.run();
    } else {
      Current.scheduler("Stages.ofBlocking").blocking().execute(wait);
    }
    return wait;
  }

  @Override
  public void run() {
    try {
      complete(future.get());
    } catch (ExecutionException e) {
      completeExceptionally(e.getCause() == null ? e : e.getCause());
    } catch (CancellationException | InterruptedException e) {
      completeExceptionally(e);
    }
  }

  /** One that has its value all the same gives it. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    future.cancel(mayInterruptIfRunning);
    if (future.isDone() && !future.isCancelled()) {
      run();
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
