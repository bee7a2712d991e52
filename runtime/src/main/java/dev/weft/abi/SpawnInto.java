package dev.weft.abi;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.group.LimitedScope;
import dev.weft.internal.group.Scope;
import dev.weft.task.AbortHandle;
import dev.weft.task.JoinMap;
import dev.weft.task.JoinSet;
import dev.weft.task.TaskScope;
import dev.weft.task.TaskTracker;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls in place of the methods that spawn tasks into something; see {@link Spawn}.
 * Not for users.
 */
@SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
public final class SpawnInto {
  private SpawnInto() {}

  /**
   * See {@link JoinSet#spawn(Future)}.
   *
   * @param set the set
   * @param future the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return what can abort the task
   */
  public static <T extends @Nullable Object> AbortHandle spawn(
      JoinSet<T> set, Future<? extends T> future, String site) {
    return set.add(Spawn.<T>spawn(future, site));
  }

  /**
   * See {@link JoinSet#spawn(AsyncCallable)}.
   *
   * @param set the set
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return what can abort the task
   */
  public static <T extends @Nullable Object> AbortHandle spawn(
      JoinSet<T> set, AsyncCallable<? extends T, ?> lambda, String site) {
    return set.add(Spawn.<T>spawn(lambda, site));
  }

  /**
   * See {@link JoinSet#spawn(AsyncRunnable)}.
   *
   * @param set the set
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return what can abort the task
   */
  public static <T extends @Nullable Object> AbortHandle spawn(
      JoinSet<T> set, AsyncRunnable<?> lambda, String site) {
    return set.add((JoinHandle<T>) Spawn.spawn(lambda, site));
  }

  /**
   * See {@link JoinSet#spawn(FutureCallable)}.
   *
   * @param set the set
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return what can abort the task
   */
  public static <T extends @Nullable Object> AbortHandle spawn(
      JoinSet<T> set, FutureCallable<? extends T, ?> lambda, String site) {
    return set.add(Spawn.spawn(lambda, site));
  }

  /**
   * See {@link JoinSet#spawnBlocking(Callable)}.
   *
   * @param set the set
   * @param work the work
   * @param site where the call stands
   * @param <T> the type of the value
   * @return what can abort the task
   */
  public static <T extends @Nullable Object> AbortHandle spawnBlocking(
      JoinSet<T> set, Callable<? extends T> work, String site) {
    return set.add(Spawn.<T>spawnBlocking(work, site));
  }

  /**
   * See {@link JoinMap#spawn(Object, Future)}.
   *
   * @param map the map
   * @param key the key
   * @param future the future
   * @param site where the call stands
   * @param <K> the type of the key
   * @param <V> the type of the value
   * @return what can abort the task
   */
  public static <K, V extends @Nullable Object> AbortHandle spawn(
      JoinMap<K, V> map, K key, Future<? extends V> future, String site) {
    return map.add(key, Spawn.<V>spawn(future, site));
  }

  /**
   * See {@link JoinMap#spawn(Object, AsyncCallable)}.
   *
   * @param map the map
   * @param key the key
   * @param lambda the code
   * @param site where the call stands
   * @param <K> the type of the key
   * @param <V> the type of the value
   * @return what can abort the task
   */
  public static <K, V extends @Nullable Object> AbortHandle spawn(
      JoinMap<K, V> map, K key, AsyncCallable<? extends V, ?> lambda, String site) {
    return map.add(key, Spawn.<V>spawn(lambda, site));
  }

  /**
   * See {@link JoinMap#spawn(Object, AsyncRunnable)}.
   *
   * @param map the map
   * @param key the key
   * @param lambda the code
   * @param site where the call stands
   * @param <K> the type of the key
   * @param <V> the type of the value
   * @return what can abort the task
   */
  public static <K, V extends @Nullable Object> AbortHandle spawn(
      JoinMap<K, V> map, K key, AsyncRunnable<?> lambda, String site) {
    return map.add(key, (JoinHandle<V>) Spawn.spawn(lambda, site));
  }

  /**
   * See {@link JoinMap#spawn(Object, FutureCallable)}.
   *
   * @param map the map
   * @param key the key
   * @param lambda the code
   * @param site where the call stands
   * @param <K> the type of the key
   * @param <V> the type of the value
   * @return what can abort the task
   */
  public static <K, V extends @Nullable Object> AbortHandle spawn(
      JoinMap<K, V> map, K key, FutureCallable<? extends V, ?> lambda, String site) {
    return map.add(key, Spawn.spawn(lambda, site));
  }

  /**
   * See {@link JoinMap#spawnBlocking(Object, Callable)}.
   *
   * @param map the map
   * @param key the key
   * @param work the work
   * @param site where the call stands
   * @param <K> the type of the key
   * @param <V> the type of the value
   * @return what can abort the task
   */
  public static <K, V extends @Nullable Object> AbortHandle spawnBlocking(
      JoinMap<K, V> map, K key, Callable<? extends V> work, String site) {
    return map.add(key, Spawn.<V>spawnBlocking(work, site));
  }

  /**
   * See {@link TaskTracker#spawn(Future)}.
   *
   * @param tracker the tracker
   * @param future the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      TaskTracker tracker, Future<? extends T> future, String site) {
    return tracker.track(Spawn.spawn(future, site));
  }

  /**
   * See {@link TaskTracker#spawn(AsyncCallable)}.
   *
   * @param tracker the tracker
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      TaskTracker tracker, AsyncCallable<? extends T, ?> lambda, String site) {
    return tracker.track(Spawn.spawn(lambda, site));
  }

  /**
   * See {@link TaskTracker#spawn(AsyncRunnable)}.
   *
   * @param tracker the tracker
   * @param lambda the code
   * @param site where the call stands
   * @return the task's handle
   */
  public static JoinHandle<Void> spawn(TaskTracker tracker, AsyncRunnable<?> lambda, String site) {
    return tracker.track(Spawn.spawn(lambda, site));
  }

  /**
   * See {@link TaskTracker#spawn(FutureCallable)}.
   *
   * @param tracker the tracker
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      TaskTracker tracker, FutureCallable<T, ?> lambda, String site) {
    return tracker.track(Spawn.spawn(lambda, site));
  }

  /**
   * See {@link TaskTracker#spawnBlocking(Callable)}.
   *
   * @param tracker the tracker
   * @param work the work
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawnBlocking(
      TaskTracker tracker, Callable<? extends T> work, String site) {
    return tracker.track(Spawn.spawnBlocking(work, site));
  }

  /**
   * See {@link TaskScope#spawn(Future)}.
   *
   * @param scope the scope
   * @param future the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      TaskScope scope, Future<? extends T> future, String site) {
    return ((Scope) scope).spawn(future, site);
  }

  /**
   * See {@link TaskScope#spawn(AsyncCallable)}.
   *
   * @param scope the scope
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      TaskScope scope, AsyncCallable<? extends T, ?> lambda, String site) {
    return ((Scope) scope).spawn((Future<T>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link TaskScope#spawn(AsyncRunnable)}.
   *
   * @param scope the scope
   * @param lambda the code
   * @param site where the call stands
   * @return the task's handle
   */
  public static JoinHandle<Void> spawn(TaskScope scope, AsyncRunnable<?> lambda, String site) {
    return ((Scope) scope).spawn((Future<Void>) (Future<?>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link TaskScope#spawn(FutureCallable)}.
   *
   * @param scope the scope
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      TaskScope scope, FutureCallable<T, ?> lambda, String site) {
    return ((Scope) scope).spawn((Future<T>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link TaskScope#spawnBlocking(Callable)}.
   *
   * @param scope the scope
   * @param work the work
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawnBlocking(
      TaskScope scope, Callable<? extends T> work, String site) {
    return ((Scope) scope).spawnBlocking(work, site);
  }

  /**
   * See {@link TaskScope.Limited#spawn(Future)}.
   *
   * @param scope the scope
   * @param future the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return a lazy future of the child's handle
   */
  public static <T extends @Nullable Object> Future<JoinHandle<T>> spawn(
      TaskScope.Limited scope, Future<? extends T> future, String site) {
    return ((LimitedScope) scope).spawn(() -> future, site);
  }

  /**
   * See {@link TaskScope.Limited#spawn(AsyncCallable)}.
   *
   * @param scope the scope
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return a lazy future of the child's handle
   */
  public static <T extends @Nullable Object> Future<JoinHandle<T>> spawn(
      TaskScope.Limited scope, AsyncCallable<? extends T, ?> lambda, String site) {
    return ((LimitedScope) scope).spawn(() -> (Future<T>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link TaskScope.Limited#spawn(AsyncRunnable)}.
   *
   * @param scope the scope
   * @param lambda the code
   * @param site where the call stands
   * @return a lazy future of the child's handle
   */
  public static Future<JoinHandle<Void>> spawn(
      TaskScope.Limited scope, AsyncRunnable<?> lambda, String site) {
    return ((LimitedScope) scope)
        .spawn(() -> (Future<Void>) (Future<?>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link TaskScope.Limited#spawn(FutureCallable)}.
   *
   * @param scope the scope
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return a lazy future of the child's handle
   */
  public static <T extends @Nullable Object> Future<JoinHandle<T>> spawn(
      TaskScope.Limited scope, FutureCallable<T, ?> lambda, String site) {
    return ((LimitedScope) scope).spawn(() -> (Future<T>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link TaskScope.Limited#spawnBlocking(Callable)}.
   *
   * @param scope the scope
   * @param work the work
   * @param site where the call stands
   * @param <T> the type of the value
   * @return a lazy future of the child's handle
   */
  public static <T extends @Nullable Object> Future<JoinHandle<T>> spawnBlocking(
      TaskScope.Limited scope, Callable<? extends T> work, String site) {
    return ((LimitedScope) scope).spawnBlocking(work, site);
  }
}
