package dev.weft;

import dev.weft.CancelSafe.Keeps;
import dev.weft.internal.future.Futures;
import dev.weft.internal.future.Mapped;
import dev.weft.internal.future.Shared;
import dev.weft.internal.runtime.Joining;
import dev.weft.internal.task.Named;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A computation that may suspend and ends with a value or a failure.
 *
 * <p>A future is lazy: it runs when it is awaited, spawned or handed to {@link
 * AsyncRuntime#blockOn}. It is single-shot: starting it a second time throws {@link
 * IllegalStateException}. {@link Weft#ready}, {@link Weft#failed}, {@link Weft#pending}, {@link
 * dev.weft.time.Sleep}, {@link JoinHandle} and what {@link #shared} gives may be awaited any number
 * of times.
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
   * with its outcome.
   *
   * <p>Cancelling the {@code CompletableFuture} aborts the task, and so does completing it: with
   * {@code complete}, {@code orTimeout} and the like, as nobody can see what the task gives any
   * more. A failure of the task that comes too late for it is reported as that of a task which
   * nobody awaits. A task that is aborted otherwise cancels it.
   *
   * @return a future that ends as this one does
   * @throws IllegalStateException outside of a runtime
   */
  default CompletableFuture<T> toCompletableFuture() {
    return Futures.toCompletableFuture(this);
  }

  /**
   * Runs this future to its end and blocks the calling thread meanwhile, which is an ordinary or a
   * virtual one.
   *
   * <p>A thread that is in the context of a runtime, such as one for blocking work, runs the future
   * in that, as {@link AsyncRuntime#blockOn} does. Outside of a runtime the thread itself runs it:
   * sleeps, channels and locks work there, while what needs a runtime, such as {@code spawn},
   * throws {@link IllegalStateException}. The task of a {@link JoinHandle} runs where it was
   * spawned, so this only waits for it; a current-thread runtime needs another thread to drive it
   * meanwhile.
   *
   * <p>An interrupt cancels the future, which for a handle ends the wait and nothing else, and is
   * thrown when the cleanup has ended.
   *
   * @return its value
   * @throws InterruptedException if the thread is interrupted; the future's own failure is thrown
   *     as it is, checked exceptions too
   * @throws IllegalStateException on a thread that runs tasks, and where the runtime is closed
   */
  default T join() throws InterruptedException {
    return Joining.join(this);
  }

  /**
   * This future for any number of tasks, each of which may await it any number of times, also at
   * once.
   *
   * <p>Whoever awaits it first starts it as a task of its runtime, once. Losing, a time-out, and
   * being cancelled end a wait and leave the task alone, also when nobody waits any more:
   * cancel-safe. A failure is rethrown to each of them.
   *
   * @return the future; this one must not be used any more
   */
  @CancelSafe
  default Future<T> shared() {
    return new Shared<>(this);
  }

  /**
   * This future with a function applied to its value, in the task that awaits. Cancel-safe if this
   * one is.
   *
   * @param function what makes the other value; it can't await, and what it throws is the failure
   * @param <R> the type of the other value
   * @return the future, which may be awaited once
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  @SuppressWarnings("unchecked") // that is what the function gives
  default <R extends @Nullable Object> Future<R> map(Function<? super T, ? extends R> function) {
    return (Future<R>) new Mapped<>(this, function);
  }

  /**
   * This future with a name that dumps and stack traces show: in a line of its own among what
   * awaits one another, or with the task that is spawned of it. Cancel-safe if this one is.
   *
   * @param name one line
   * @return the future, which may be awaited once
   * @throws IllegalArgumentException if the name is blank, or longer than a line
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  @SuppressWarnings("unchecked") // it gives what this one gives
  default Future<T> named(String name) {
    return (Future<T>) new Named(this, name);
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
