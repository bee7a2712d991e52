package dev.weft.internal.group;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.abi.SpawnInto;
import dev.weft.task.TaskScope;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A scope in which a limited number of children live at the same time. */
public final class LimitedScope implements TaskScope.Limited {
  private final Scope scope;
  private final Slots slots;

  LimitedScope(Scope scope, int limit) {
    this.scope = scope;
    slots = new Slots(limit);
  }

  @Override
  public <T extends @Nullable Object> Future<JoinHandle<T>> spawn(Future<? extends T> future) {
    return spawn(() -> future, Scope.SPAWN);
  }

  @Override
  public <T extends @Nullable Object> Future<JoinHandle<T>> spawn(
      AsyncCallable<? extends T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, Scope.SPAWN);
  }

  @Override
  public Future<JoinHandle<Void>> spawn(AsyncRunnable<?> lambda) {
    return SpawnInto.spawn(this, lambda, Scope.SPAWN);
  }

  @Override
  public <T extends @Nullable Object> Future<JoinHandle<T>> spawn(FutureCallable<T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, Scope.SPAWN);
  }

  @Override
  public <T extends @Nullable Object> Future<JoinHandle<T>> spawnBlocking(
      Callable<? extends T> work) {
    return spawnBlocking(work, Scope.SPAWN_BLOCKING);
  }

  /** Starts a child once there is a place, for a place in the source that woven code names. */
  public <T extends @Nullable Object> Future<JoinHandle<T>> spawn(
      Supplier<Future<? extends T>> child, String site) {
    return new SpawnInSlot<>(slots, place -> scope.spawn(child.get(), site, place));
  }

  /** Starts a child that blocks once there is a place; see {@link #spawn(Supplier, String)}. */
  public <T extends @Nullable Object> Future<JoinHandle<T>> spawnBlocking(
      Callable<? extends T> work, String site) {
    return new SpawnInSlot<>(slots, place -> scope.spawnBlocking(work, site, place));
  }

  @Override
  public String toString() {
    return scope.toString();
  }
}
