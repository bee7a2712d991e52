package dev.weft;

import dev.weft.CancelSafe.Keeps;
import dev.weft.internal.future.Futures;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A computation that may suspend and ends with a value or a failure.
 *
 * <p>A future is lazy: it runs when it is awaited, spawned or handed to {@link
 * AsyncRuntime#blockOn}. It is single-shot: starting it a second time throws {@link
 * IllegalStateException}. {@link Weft#ready}, {@link Weft#failed}, {@link Weft#pending}, {@link
 * dev.weft.time.Sleep} and {@link JoinHandle} may be awaited any number of times.
 *
 * <p>Programs await futures; {@link #poll} and {@link #cancel} are for those who write new ones.
 * Polls of one future never overlap.
 *
 * @param <T> the type of the value
 * @see <a href="https://doc.rust-lang.org/std/future/trait.Future.html">Rust's Future</a>
 */
public interface Future<T extends @Nullable Object> {
  /**
   * Runs as far as possible without waiting.
   *
   * @param context the strand that polls
   * @return the value, or {@link Poll#PENDING} after the context's {@link Waker} was stored, or,
   *     after {@link #cancel} has answered {@code PENDING}, {@link Poll#CANCELLED}
   * @throws Throwable the failure of the computation
   */
  @Nullable Object poll(Context context) throws Throwable;

  /**
   * Gives up. Called at most once, between two polls, and only after {@link #poll} has answered
   * {@link Poll#PENDING}. Leaves every queue and gives back what was granted but not delivered.
   *
   * @param context the strand that polls
   * @return the value, if the future was complete already; {@link Poll#CANCELLED}, if it is
   *     dropped; {@link Poll#PENDING}, if something still cleans up: then {@link #poll} is called
   *     until it ends
   * @throws Throwable a failure, of the computation or of its cleanup
   */
  @Nullable Object cancel(Context context) throws Throwable;

  /**
   * Runs this future as a task of the current runtime and completes a {@code CompletableFuture}
   * with its outcome. Cancelling that future aborts the task.
   *
   * @return a future that ends as this one does
   * @throws IllegalStateException outside of a runtime
   */
  default CompletableFuture<T> toCompletableFuture() {
    return Futures.toCompletableFuture(this);
  }

  /**
   * Views a future of a subtype as a future of its supertype.
   *
   * @param future a future
   * @param <T> the wider type
   * @return the same object
   */
  @SuppressWarnings("unchecked") // a future only produces T, so it is covariant
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  static <T extends @Nullable Object> Future<T> widen(Future<? extends T> future) {
    return (Future<T>) future;
  }
}
