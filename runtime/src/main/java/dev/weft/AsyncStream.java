package dev.weft;

import dev.weft.internal.future.IterableStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Elements that come one after the other, each of which may have to be waited for.
 *
 * <p>{@code for (T element : each(stream))} runs over them in async code; see {@link Weft#each}. A
 * stream is used by one task at a time, and the future of one element ends before the next is asked
 * for. One that holds a resource is {@link AutoCloseable}.
 *
 * <p>A class of one's own implements {@link #next()}, which may be an {@link Async} method:
 *
 * <pre>{@code
 * final class Countdown implements AsyncStream<Integer> {
 *   private int left = 10;
 *
 *   @Async
 *   @Override
 *   public Future<@Nullable Integer> next() {
 *     await(sleep(Duration.ofSeconds(1)));
 *     return ready(left > 0 ? left-- : null);
 *   }
 * }
 * }</pre>
 *
 * @param <T> the type of the elements, which are never null
 * @see <a href="https://docs.rs/tokio-stream/latest/tokio_stream/">tokio-stream</a>
 */
public interface AsyncStream<T> {
  /**
   * The next element. It is taken from the stream when the future ends, not by this call.
   *
   * <p>Cancel-safe unless a stream says otherwise: a future that is cancelled has taken no element.
   *
   * @return a lazy future of the element, or of null at the end of the stream; from there on every
   *     further one gives null
   */
  Future<@Nullable T> next();

  /**
   * A stream of some elements, none of which has to be waited for.
   *
   * @param elements the elements, none of them null
   * @param <T> their type
   * @return the stream
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  static <T> AsyncStream<T> of(T... elements) {
    return from(Arrays.asList(elements));
  }

  /**
   * A stream of the elements of a collection or the like, none of which has to be waited for. Its
   * iterator is made at once and asked for one element after the other, in the tasks that wait for
   * them; what it throws, the future of the element throws.
   *
   * @param elements the elements; a null among them makes the future of that element fail with a
   *     {@link NullPointerException}
   * @param <T> their type
   * @return the stream
   */
  static <T> AsyncStream<T> from(Iterable<? extends T> elements) {
    return new IterableStream<>(elements.iterator());
  }
}
