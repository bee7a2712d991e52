package dev.weft.stream;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.stream.Keyed;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Streams with keys, as one stream of their elements as they come, each with the key of its stream.
 * Streams can be added and taken out while elements are given.
 *
 * <pre>{@code
 * StreamMap<String, String> topics = new StreamMap<>();
 * topics.put("news", news.subscribe());
 * topics.put("sport", sport.subscribe());
 * for (Map.Entry<String, String> message : each(topics)) {
 *   show(message.getKey(), message.getValue());
 * }
 * }</pre>
 *
 * <p>Streams that always have elements take turns. An element costs the same however many streams
 * there are: only those are looked at that were woken. A stream that has ended is closed and taken
 * out. A failure of one is thrown by a {@code next()}, and the stream stays.
 *
 * <p>It ends when no stream is left. Unlike other streams it goes on when one is added again. It is
 * used by one task at a time.
 *
 * @param <K> the type of the keys
 * @param <T> the type of the elements
 * @see <a
 *     href="https://docs.rs/tokio-stream/latest/tokio_stream/struct.StreamMap.html">tokio-stream's
 *     StreamMap</a>
 */
public final class StreamMap<K, T> implements AsyncStream<Map.Entry<K, T>> {
  private final Keyed<K, T> streams = new Keyed<>();

  /** A map without streams. */
  public StreamMap() {}

  /**
   * Adds a stream. A {@code next()} that waits already takes it up.
   *
   * @param key its key
   * @param stream the stream, which belongs to the map from now on
   * @throws IllegalStateException if there is one with that key, or after the close
   */
  public void put(K key, AsyncStream<? extends T> stream) {
    streams.put(key, stream);
  }

  /**
   * Takes a stream out and gives it back, not closed. An element that it is about to give stays in
   * it, unless the stream's own {@code next()} loses it.
   *
   * @param key its key
   * @return a lazy future of the stream, which ends when nothing waits for it any more; null if
   *     there is none with that key
   */
  @CancelUnsafe("the stream, which is out of the map")
  public Future<@Nullable AsyncStream<? extends T>> remove(K key) {
    return streams.remove(key);
  }

  /**
   * The keys of the streams that have not ended.
   *
   * @return a copy
   */
  public Set<K> keys() {
    return Set.copyOf(streams.keys());
  }

  /**
   * How many streams have not ended.
   *
   * @return the number
   */
  public int size() {
    return streams.keys().size();
  }

  /**
   * Waits for the next element of any stream. Cancel-safe: one that is cancelled has taken no
   * element, and the streams stay asked.
   *
   * @return a future of the element and its key, which may be awaited again for the next one; null
   *     when no stream is left
   */
  @Override
  public Future<Map.@Nullable Entry<K, T>> next() {
    return streams.next();
  }

  /**
   * Gives up what was asked of the streams and closes them, one after the other.
   *
   * @return a lazy future of the end; it fails with the first failure among them
   */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return streams.closeAsync();
  }
}
