package dev.weft.internal.group;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.Waker;
import dev.weft.abi.SpawnInto;
import dev.weft.internal.blocking.BlockingTask;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Task;
import dev.weft.task.TaskScope;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A scope as its body sees it: where children are spawned. */
public final class Scope implements TaskScope {
  /** Places for calls that the weaver has not seen; see {@link SpawnInto}. */
  static final String SPAWN = "dev.weft.task.TaskScope\nspawn\n\n-1";

  static final String SPAWN_BLOCKING = "dev.weft.task.TaskScope\nspawnBlocking\n\n-1";

  /** A child is its own key. */
  private final TaskGroup<Task<?>> children;

  Scope(TaskGroup<Task<?>> children) {
    this.children = children;
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
    return spawn(future, SPAWN);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(AsyncCallable<? extends T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  @Override
  public JoinHandle<Void> spawn(AsyncRunnable<?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(FutureCallable<T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<? extends T> work) {
    return spawnBlocking(work, SPAWN_BLOCKING);
  }

  /** Starts a child, for a place that woven code names. */
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future, String site) {
    return spawn(future, site, null);
  }

  /** The same, with a waker of the child's end. */
  <T extends @Nullable Object> JoinHandle<T> spawn(
      Future<? extends T> future, String site, @Nullable Waker after) {
    Task<T> child = Task.create(Current.scheduler("TaskScope.spawn"), future, site);
    add(child, after);
    child.start();
    return child;
  }

  /** Starts a child that blocks, for a place that woven code names. */
  public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(
      Callable<? extends T> work, String site) {
    return spawnBlocking(work, site, null);
  }

  /** The same, with a waker of the child's end. */
  <T extends @Nullable Object> JoinHandle<T> spawnBlocking(
      Callable<? extends T> work, String site, @Nullable Waker after) {
    Task<T> child = BlockingTask.create(Current.scheduler("TaskScope.spawnBlocking"), work, site);
    add(child, after);
    child.startHere();
    return child;
  }

  /** Before the child starts, so that none runs that the scope doesn't know. */
  private void add(Task<?> child, @Nullable Waker after) {
    if (!children.add(children.member(child, child, after))) {
      throw new IllegalStateException(
          "the task scope has ended and can't have children any more; spawn inside of the lambda"
              + " that was given the scope, or in a child of it");
    }
  }

  @Override
  public String toString() {
    return "TaskScope[" + children.size() + " children]";
  }
}
