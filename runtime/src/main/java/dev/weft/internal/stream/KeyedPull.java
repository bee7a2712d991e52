package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pulls of one stream of a map, one after the other. It gives itself: with an element, with a
 * failure, or without either when the stream has ended and was closed, or was taken out.
 */
final class KeyedPull<K, T> implements Future<Object> {
  private final K key;
  private final AsyncStream<? extends T> stream;
  private final Stage<T> stage;
  private @Nullable Object element;
  private @Nullable Throwable failure;

  /** The close of a stream that has ended. */
  private @Nullable Future<Void> closing;

  /** Whose branch waits. */
  private @Nullable Waker waker;

  /** Whether the stream has ended and was closed, or could not be. */
  private boolean ended;

  /** Whether it was taken out of the map. */
  private boolean removed;

  KeyedPull(K key, AsyncStream<? extends T> stream) {
    this.key = key;
    this.stream = stream;
    stage = Stage.of(stream);
  }

  K key() {
    return key;
  }

  AsyncStream<? extends T> stream() {
    return stream;
  }

  Stage<T> stage() {
    return stage;
  }

  /** Whether nothing comes any more. */
  boolean isDone() {
    return element == null && failure == null;
  }

  @SuppressWarnings("unchecked") // what is an element is a T
  Map.Entry<K, T> take() throws Throwable {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
    T taken = (T) Objects.requireNonNull(element);
    element = null;
    return Map.entry(key, taken);
  }

  /** Has the branch end without touching the stream. */
  void remove() {
    removed = true;
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  Future<Void> close() {
    return stage.closeAsync();
  }

  @Override
  public Object poll(Context context) {
    try {
      return removed || ended || proceed(context) ? this : wait(context);
    } catch (Throwable t) {
      failure = t;
      return this;
    }
  }

  /** Whether an element or the end has come. */
  private boolean proceed(Context context) throws Throwable {
    if (closing == null && !pull(context)) {
      return false;
    }
    return closing == null || isClosed(closing, context);
  }

  private boolean isClosed(Future<Void> close, Context context) throws Throwable {
    ended = true;
    ended = close.poll(context) != Poll.PENDING;
    return ended;
  }

  private Object wait(Context context) {
    waker = context.waker();
    return Poll.PENDING;
  }

  /** Whether something has come. */
  private boolean pull(Context context) throws Throwable {
    Object pulled = stage.pull(context);
    if (pulled == null) {
      closing = stage.closeAsync();
    } else if (!(pulled instanceof Poll)) {
      element = pulled;
    }
    return pulled != Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) throws Throwable {
    return removed ? this : stage.leave(context);
  }

  @Override
  public String toString() {
    return "next of " + stage + " for " + key;
  }
}
