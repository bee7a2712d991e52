package dev.weft.stream;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.stream.Completions;
import org.jspecify.annotations.Nullable;

/**
 * Futures that run side by side in one task, as a stream of what they give, in the order in which
 * they end. Further ones can be added while some are given.
 *
 * <pre>{@code
 * CompletionStream<Page> found = new CompletionStream<>();
 * found.push(load("/1"));
 * for (Page page : each(found)) {
 *   if (page.next() != null) {
 *     found.push(load(page.next()));
 *   }
 * }
 * }</pre>
 *
 * <p>The futures get on while somebody waits for an element, all of them, and at no other time:
 * what has to go on meanwhile is spawned, and its handle pushed. An element costs the same however
 * many futures there are; where many end at once, other tasks get their turn as with any future.
 *
 * <p>A failure of a future is thrown by the {@code next()} that its value would have been given by,
 * and the stream goes on. Null is refused there with a {@link NullPointerException}: it would be
 * the end.
 *
 * <p>It ends when no future is left. Unlike other streams it goes on when one is added again. It is
 * used by one task at a time.
 *
 * @param <T> the type of the values, which are never null
 * @see <a href="https://docs.rs/futures/latest/futures/stream/">FuturesUnordered of Rust's
 *     futures</a>
 * @see dev.weft.task.JoinSet
 */
public final class CompletionStream<T> implements AsyncStream<T> {
  private final Completions<T> completions = new Completions<>();

  /** A stream without futures. */
  public CompletionStream() {}

  /**
   * Adds a future. It starts when an element is waited for; a {@code next()} that waits already
   * takes it up.
   *
   * @param future the future, which belongs to the stream from now on
   * @throws IllegalStateException after the close
   */
  public void push(Future<? extends T> future) {
    completions.push(future);
  }

  /**
   * How many futures have not ended.
   *
   * @return the number
   */
  public int size() {
    return completions.size();
  }

  /**
   * Waits for the next future that ends. Cancel-safe: one that is cancelled leaves the futures
   * where they are, and the following one goes on with them.
   *
   * @return a future of the value, which may be awaited again for the next one; null when no future
   *     is left
   */
  @Override
  public Future<@Nullable T> next() {
    return completions.next();
  }

  /**
   * Cancels the futures and waits until they have cleaned up. What they give is dropped.
   *
   * @return a lazy future of the end; it fails with the first failure among them
   */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return completions.closeAsync();
  }
}
