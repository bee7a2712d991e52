package dev.weft.internal.runtime;

import dev.weft.Deadlock;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.RuntimeHandle;
import dev.weft.RuntimeMetrics;
import dev.weft.task.TaskDump;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A runtime without the methods that close it. */
public final class DefaultHandle implements RuntimeHandle {
  private final DefaultRuntime runtime;

  /** A view of a runtime. */
  DefaultHandle(DefaultRuntime runtime) {
    this.runtime = runtime;
  }

  DefaultRuntime runtime() {
    return runtime;
  }

  @Override
  public String name() {
    return runtime.name();
  }

  @Override
  public List<Deadlock> findDeadlocks() {
    return runtime.findDeadlocks();
  }

  @Override
  public List<TaskDump> dumpTasks() {
    return runtime.dumpTasks();
  }

  @Override
  public RuntimeMetrics metrics() {
    return runtime.metrics();
  }

  @Override
  public <T extends @Nullable Object> T blockOn(Future<? extends T> future) {
    return runtime.blockOn(future);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
    return spawn(future, "dev.weft.RuntimeHandle\nspawn\n\n-1");
  }

  /** Starts a future as a task, for a place that woven code names. */
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future, String site) {
    return runtime.spawn(future, site);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(Future<T> future) {
    return runtime.toCompletableFuture(future);
  }

  @Override
  public Executor executor() {
    return runtime.executor();
  }

  @Override
  public Executor blockingExecutor() {
    return runtime.blockingExecutor();
  }

  @Override
  public String toString() {
    return runtime.toString();
  }
}
