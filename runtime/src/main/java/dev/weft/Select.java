package dev.weft;

import dev.weft.CancelSafe.Keeps;
import dev.weft.internal.future.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first of several futures to end and gives up the others; made by {@link
 * Weft#select}.
 *
 * <pre>{@code
 * Interval ticks = interval(Duration.ofSeconds(5));
 * while (true) {
 *   var event = await(select(commands.recv(), ticks.tick(), stop.cancelled()));
 *   if (event instanceof OneOf3.First<String, ?, ?> command) {
 *     log.add(command.value());
 *   } else if (event instanceof OneOf3.Second<?, ?, ?>) {
 *     log.add("tick");
 *   } else {
 *     break;
 *   }
 * }
 * }</pre>
 *
 * <p>From Java 21 on a {@code switch} over record patterns says the same. Where each future has its
 * own code, {@link Weft#on} puts the two together.
 *
 * <p>It polls the futures in the current task, beginning with one that is chosen at random each
 * time, so that none of those that are ready can starve another. The first one that ends wins. The
 * others are cancelled, and what they do for their cleanup is waited for; then the winner's value
 * is given, or its handler runs. A future that was never polled, because another one won before its
 * turn, is dropped without having begun.
 *
 * <p>A winner's failure is thrown, with what the losers' cleanup has thrown suppressed in it. Where
 * the winner has a value, the runtime's handler of uncaught failures is told of those. The value of
 * a loser that ends in answer to its cancellation is dropped; no future of this library that is
 * {@link CancelSafe} does that.
 *
 * <p>Cancelling a select cancels all of its futures, {@link Weft#borrow borrowed} ones too. It is
 * cancel-safe if they all are.
 *
 * @param <R> the type of what it gives
 * @see <a href="https://docs.rs/tokio/latest/tokio/macro.select.html">Tokio's select</a>
 */
public sealed interface Select<R extends @Nullable Object> extends Future<R> permits Selection {
  /**
   * Polls the futures in their order each time, so that the first that is ready wins. One that is
   * always ready starves those behind it.
   *
   * @return this
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  Select<R> biased();

  /**
   * Says what happens when every future is disabled, by {@code when} or by a null for {@code
   * onNonNull}. Without that the select fails with an {@link IllegalStateException}.
   *
   * @param handler gives the result; it may await
   * @return this
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  Select<R> orElse(AsyncCallable<? extends R, ?> handler);
}
