package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.task.Branches;
import dev.weft.internal.task.Branches.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The elements of many streams, with the key of the stream, as they come.
 *
 * <p>Each stream is pulled in a branch of its own, and a branch that has brought an element goes to
 * the end of the line: so a wake-up costs the same however many streams there are, and those that
 * always have an element take turns.
 */
public final class Keyed<K, T> extends Stage<Map.Entry<K, T>> {
  private final Map<K, KeyedPull<K, T>> pulls = new LinkedHashMap<>();
  private final Branches branches = new Branches();

  /** Who waits for an element. */
  private @Nullable Waker waiting;

  private boolean closed;

  /** No streams. */
  public Keyed() {}

  /** Adds a stream. */
  public void put(K key, AsyncStream<? extends T> stream) {
    KeyedPull<K, T> pull = new KeyedPull<>(Objects.requireNonNull(key, "key"), stream);
    if (closed) {
      throw new IllegalStateException("this StreamMap was closed; make another one");
    }
    if (pulls.putIfAbsent(key, pull) != null) {
      throw new IllegalStateException(
          "there is a stream with the key " + key + " already; await its remove(key) first");
    }
    branches.add(pull, 0);
    Waker waker = waiting;
    if (waker != null) {
      waker.wake();
    }
  }

  /** Takes a stream out; null if there is none with that key. */
  public Future<@Nullable AsyncStream<? extends T>> remove(K key) {
    return new KeyedRemoval<>(() -> pulls.remove(key));
  }

  /** The keys of those that have not ended. */
  public Set<K> keys() {
    return pulls.keySet();
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    waiting = null;
    branches.look(context);
    for (Member ended = next(context); ended != null; ended = next(context)) {
      KeyedPull<K, T> pull = pullOf(ended);
      if (pull.isDone()) {
        pulls.remove(pull.key(), pull);
      } else {
        branches.add(pull, 0);
        return pull.take();
      }
    }
    if (pulls.isEmpty()) {
      return null;
    }
    waiting = context.waker();
    return Poll.PENDING;
  }

  private @Nullable Member next(Context context) {
    return branches.pollEnded(context);
  }

  @SuppressWarnings("unchecked") // that is what a pull gives
  private KeyedPull<K, T> pullOf(Member ended) throws Throwable {
    return (KeyedPull<K, T>) Objects.requireNonNull(ended.outcome());
  }

  /** What was asked of the streams stays asked. */
  @Override
  protected Object leave(Context context) {
    waiting = null;
    return Poll.CANCELLED;
  }

  @Override
  public Future<Void> closeAsync() {
    return new Closing(this::drain, this::closeAll);
  }

  private Future<Void> drain() {
    closed = true;
    return new Drained(branches);
  }

  private Future<Void> closeAll() {
    List<Supplier<Future<Void>>> steps = new ArrayList<>();
    pulls.values().forEach(pull -> steps.add(pull::close));
    pulls.clear();
    return new Closing(steps);
  }

  @Override
  public String toString() {
    return "StreamMap";
  }
}
