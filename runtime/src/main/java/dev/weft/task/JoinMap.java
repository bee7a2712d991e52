package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.abi.SpawnInto;
import dev.weft.internal.group.NextEnded;
import dev.weft.internal.group.Shutdown;
import dev.weft.internal.group.TaskGroup;
import dev.weft.internal.group.TaskGroup.Member;
import dev.weft.internal.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JoinSet} whose tasks have keys: tasks whose results are taken with their keys in the
 * order in which the tasks end, and that can be aborted by key.
 *
 * <p>A key has one task at a time. Spawning another one under the same key aborts the first, whose
 * result is then never seen here, even if it has ended. A failure of its cleanup goes to the
 * runtime's uncaught handler.
 *
 * <p>Closing the map aborts its tasks and doesn't wait for them; {@link #shutdown} does. All
 * methods are safe from any thread.
 *
 * @param <K> the type of the keys, which have {@code equals} and {@code hashCode}
 * @param <V> the type of the tasks' values
 * @see <a href="https://docs.rs/tokio-util/latest/tokio_util/task/struct.JoinMap.html">Tokio's
 *     JoinMap</a>
 */
public final class JoinMap<K, V extends @Nullable Object> implements AutoCloseable {
  /** Places for calls that the weaver has not seen; see {@link SpawnInto}. */
  private static final String SPAWN = "dev.weft.task.JoinMap\nspawn\n\n-1";

  private static final String SPAWN_BLOCKING = "dev.weft.task.JoinMap\nspawnBlocking\n\n-1";

  /** Holds replaced tasks too, until they have ended. */
  private final TaskGroup<K> group = new TaskGroup<>();

  /** The tasks that nobody has taken or replaced; guarded by itself. */
  private final Map<K, Member<K>> byKey = new HashMap<>();

  /** A map without tasks. */
  public JoinMap() {}

  /**
   * Starts a future as a task of the current runtime, at once and in the background. Aborts the
   * task that has the key.
   *
   * @param key the key
   * @param future the future
   * @return what can abort the task
   * @throws IllegalStateException outside of a runtime
   */
  public AbortHandle spawn(K key, Future<? extends V> future) {
    return SpawnInto.spawn(this, key, future, SPAWN);
  }

  /**
   * Starts a lambda as a task; see {@link #spawn(Object, Future)}.
   *
   * @param key the key
   * @param lambda the code; it may await
   * @return what can abort the task
   */
  public AbortHandle spawn(K key, AsyncCallable<? extends V, ?> lambda) {
    return SpawnInto.spawn(this, key, lambda, SPAWN);
  }

  /**
   * Starts a lambda without a value as a task; see {@link #spawn(Object, Future)}. The value is
   * null.
   *
   * @param key the key
   * @param lambda the code; it may await
   * @return what can abort the task
   */
  public AbortHandle spawn(K key, AsyncRunnable<?> lambda) {
    return SpawnInto.spawn(this, key, lambda, SPAWN);
  }

  /**
   * Starts the future that a lambda returns as a task; see {@link #spawn(Object, Future)}.
   *
   * @param key the key
   * @param lambda makes the future, inside the task
   * @return what can abort the task
   */
  public AbortHandle spawn(K key, FutureCallable<? extends V, ?> lambda) {
    return SpawnInto.spawn(this, key, lambda, SPAWN);
  }

  /**
   * Runs work that blocks or computes for long on a thread of the pool for blocking work, at once.
   * Aborts the task that has the key. Work that has started goes on to its end even if aborted.
   *
   * @param key the key
   * @param work the work; it can't await
   * @return what can abort the work
   * @throws IllegalStateException outside of a runtime
   */
  public AbortHandle spawnBlocking(K key, Callable<? extends V> work) {
    return SpawnInto.spawnBlocking(this, key, work, SPAWN_BLOCKING);
  }

  /**
   * Adds a task that was spawned elsewhere, by another runtime for one. Aborts the task that has
   * the key.
   *
   * @param key the key
   * @param task the task; if this map is closed it is aborted
   * @return what can abort the task
   */
  public AbortHandle add(K key, JoinHandle<? extends V> task) {
    Member<K> member = group.member(Objects.requireNonNull(key, "key"), (Task<?>) task);
    Member<K> replaced;
    synchronized (byKey) {
      replaced = byKey.put(key, member);
    }
    group.add(member);
    if (replaced != null) {
      replaced.task().abort("another task has taken its key");
    }
    return task.abortHandle();
  }

  /**
   * Waits for the task that ends next, and takes it out of the map. Tasks come in the order in
   * which they end; those that were replaced are passed over.
   *
   * <p>Cancel-safe: an await that is cancelled takes nothing.
   *
   * @return a future of the key and how the task has ended; of null if the map is empty and all
   *     replaced tasks have ended
   */
  @CancelSafe
  public Future<Map.@Nullable Entry<K, Outcome<V>>> joinNext() {
    return next();
  }

  /**
   * Takes a task out of the map that has ended already. Doesn't wait.
   *
   * @return the key and how the task has ended; null if none has
   */
  public Map.@Nullable Entry<K, Outcome<V>> tryJoinNext() {
    return next().take();
  }

  private NextEnded<K, Map.Entry<K, Outcome<V>>> next() {
    return new NextEnded<>(group, this::view);
  }

  /** Null for a task that was replaced. */
  @SuppressWarnings("unchecked") // each task was added as one of a V
  private Map.@Nullable Entry<K, Outcome<V>> view(Member<K> member) {
    synchronized (byKey) {
      if (!byKey.remove(member.key(), member)) {
        return null;
      }
    }
    return Map.entry(member.key(), (Outcome<V>) member.task().ended());
  }

  /**
   * Aborts the task of a key. It stays in the map until it has ended and is taken.
   *
   * @param key the key
   * @return whether there was a task of that key
   */
  public boolean abort(K key) {
    Member<K> member;
    synchronized (byKey) {
      member = byKey.get(key);
    }
    if (member == null) {
      return false;
    }
    member.task().abort();
    return true;
  }

  /**
   * Aborts all tasks whose keys match. They stay in the map until they have ended and are taken.
   *
   * @param condition says whether a key matches
   */
  public void abortMatching(Predicate<? super K> condition) {
    for (Member<K> member : members()) {
      if (condition.test(member.key())) {
        member.task().abort();
      }
    }
  }

  private List<Member<K>> members() {
    synchronized (byKey) {
      return List.copyOf(byKey.values());
    }
  }

  /** Aborts all tasks. They stay in the map until they have ended and are taken. */
  public void abortAll() {
    group.abortAll(null);
  }

  /** Takes all tasks out of the map without aborting them, and forgets their results. */
  public void detachAll() {
    synchronized (byKey) {
      byKey.clear();
    }
    group.detachAll();
  }

  /**
   * Aborts all tasks and waits for the end of their cleanup; then the map is empty. Results are
   * dropped, and failures go to the runtime's uncaught handler. Cancel-safe: the tasks are aborted
   * and stay in the map.
   *
   * @return the future, which begins when it is started
   */
  @CancelSafe
  public Future<Void> shutdown() {
    return new Shutdown<>(group, this::forget);
  }

  private void forget(Member<K> member) {
    synchronized (byKey) {
      byKey.remove(member.key(), member);
    }
  }

  /**
   * Whether a key has a task that nobody has taken yet.
   *
   * @param key the key
   * @return true if so, whether the task has ended or not
   */
  public boolean containsKey(K key) {
    synchronized (byKey) {
      return byKey.containsKey(key);
    }
  }

  /**
   * The keys of the tasks that nobody has taken yet.
   *
   * @return the keys as they are now
   */
  public Set<K> keys() {
    synchronized (byKey) {
      return Set.copyOf(byKey.keySet());
    }
  }

  /**
   * The number of tasks that nobody has taken yet, without those that were replaced.
   *
   * @return the number
   */
  public int size() {
    synchronized (byKey) {
      return byKey.size();
    }
  }

  /**
   * Whether there are no tasks.
   *
   * @return true if {@link #size} is 0
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Aborts all tasks, and those that are spawned later. Doesn't wait; idempotent. */
  @Override
  public void close() {
    group.close("the map is closed");
  }

  @Override
  public String toString() {
    return "JoinMap[" + size() + " tasks]";
  }
}
