package dev.weft.internal.future;

import dev.weft.AsyncCallable;
import dev.weft.Borrowed;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Select;
import dev.weft.abi.WovenCallable;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.task.RuntimeStrand;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Polls several futures in the strand that waits until one of them wins, and then gives up the
 * others.
 *
 * <h2>Phases</h2>
 *
 * {@code RACING} until a future ends whose value is accepted, or whose failure is the outcome; then
 * each loser that was polled is cancelled. {@code CLEANING} while losers clean up, which are polled
 * until they end. {@code HANDLING} while the winner's handler runs, in a branch of its own. A
 * cancellation takes the way of a win without a winner, unless a future answers it with its value,
 * which then has won; the handler of a value that was there already is cancelled at its first
 * await.
 *
 * <h2>Costs</h2>
 *
 * Futures are polled directly, with the waker of the strand; one that is woven makes itself a
 * branch when it is polled. So a select of leaves allocates this object and the array of its
 * futures, and a round costs a poll of each until one is ready. Nothing is fenced. What was never
 * polled isn't told of anything: in the first round those are the ones behind the winner, and none
 * later.
 *
 * @param <R> the type of the result
 */
public abstract sealed class Selection<R extends @Nullable Object> implements Select<R>
    permits PositionalSelect, ArmSelect {
  private enum Phase {
    RACING,
    CLEANING,
    HANDLING,
    ENDED
  }

  /** Null where it is disabled or has ended. */
  private final @Nullable Future<?>[] futures;

  private Phase phase = Phase.RACING;
  private boolean biased;

  /** Whether all that are enabled were polled. */
  private boolean polled;

  private boolean cancelled;

  /** How many can still win; from the end of the race on, how many still clean up. */
  private int left;

  /** Which has won; negative for none. */
  private int winner = -1;

  private @Nullable Object value;

  /** Of the winner. */
  private @Nullable Throwable failure;

  /** Of the losers' cleanup; null for none. */
  private @Nullable FirstFailure cleanup;

  private @Nullable AsyncCallable<? extends R, ?> otherwise;

  /** The handler, while it runs. */
  private @Nullable Branch handler;

  /** A select that has not started; the array is its own, with null for what is disabled. */
  Selection(@Nullable Future<?>[] futures) {
    this.futures = futures;
    for (Future<?> future : futures) {
      if (future != null) {
        left++;
      }
    }
  }

  /** Whether a value wins; if not, its future is disabled. */
  abstract boolean accepts(int index, @Nullable Object value);

  /**
   * What becomes of the value that has won: the result, or a {@link Branch} that gives it.
   *
   * @throws Throwable what a handler throws that doesn't await
   */
  abstract @Nullable Object outcome(int index, @Nullable Object value) throws Throwable;

  @Override
  public final Select<R> biased() {
    biased = true;
    return this;
  }

  @Override
  public final Select<R> orElse(AsyncCallable<? extends R, ?> handler) {
    otherwise = Objects.requireNonNull(handler, "handler");
    return this;
  }

  @Override
  public final @Nullable Object poll(Context context) throws Throwable {
    return switch (phase) {
      case RACING -> race(context);
      case CLEANING -> clean(context);
      case HANDLING -> Objects.requireNonNull(handler).poll(context);
      case ENDED ->
          throw new IllegalStateException("this select has ended; make another one for each round");
    };
  }

  private @Nullable Object race(Context context) throws Throwable {
    int count = futures.length;
    int start = biased || left < 2 ? 0 : enabled(((RuntimeStrand) context).pick(left));
    for (int i = start, steps = 0; steps < count; steps++) {
      if (futures[i] != null && hasEnded(i, context)) {
        return loseAllBut(i, start, steps, context);
      }
      i = i + 1 == count ? 0 : i + 1;
    }
    polled = true;
    return left == 0 ? noneLeft(context) : Poll.PENDING;
  }

  /** The place of one of the enabled ones, by its number among those. */
  private int enabled(int number) {
    if (left == futures.length) {
      return number;
    }
    int skipped = 0;
    for (int i = 0; ; i++) {
      if (futures[i] != null && skipped++ == number) {
        return i;
      }
    }
  }

  /** Polls one; returns whether it has won. */
  private boolean hasEnded(int i, Context context) {
    Object answer;
    try {
      answer = Objects.requireNonNull(futures[i]).poll(context);
    } catch (Throwable t) {
      failure = t;
      return true;
    }
    if (answer == Poll.PENDING) {
      return false;
    }
    if (accepts(i, answer)) {
      value = answer;
      return true;
    }
    futures[i] = null;
    left--;
    return false;
  }

  /** One has won, in this round after a number of others. */
  private @Nullable Object loseAllBut(int won, int start, int before, Context context)
      throws Throwable {
    winner = won;
    futures[won] = null;
    left = 0;
    int first = polled ? 0 : start;
    int told = polled ? futures.length : before;
    for (int i = first, steps = 0; steps < futures.length; steps++) {
      if (steps < told && !(futures[i] instanceof Borrowed<?>)) {
        giveUp(i, context);
      } else {
        // Left alone from now on: it must not be polled along with those that clean up.
        futures[i] = null;
      }
      i = i + 1 == futures.length ? 0 : i + 1;
    }
    return goOnCleaned(context);
  }

  @Override
  public final @Nullable Object cancel(Context context) throws Throwable {
    cancelled = true;
    return switch (phase) {
      case RACING -> stop(context);
      case CLEANING -> clean(context);
      case HANDLING -> Objects.requireNonNull(handler).cancel(context);
      case ENDED -> Poll.CANCELLED;
    };
  }

  private @Nullable Object stop(Context context) throws Throwable {
    left = 0;
    for (int i = 0; i < futures.length; i++) {
      giveUp(i, context);
    }
    return goOnCleaned(context);
  }

  /** Cancels one that was polled. */
  private void giveUp(int i, Context context) {
    Future<?> loser = futures[i];
    if (loser != null) {
      try {
        note(i, winner < 0 ? loser.cancel(context) : lose(loser, context));
      } catch (Throwable t) {
        fail(i, t);
      }
      left += futures[i] == null ? 0 : 1;
    }
  }

  private static @Nullable Object lose(Future<?> loser, Context context) throws Throwable {
    return ((RuntimeStrand) context).cancelFor("another future has won the select", loser);
  }

  private @Nullable Object clean(Context context) throws Throwable {
    left = 0;
    for (int i = 0; i < futures.length; i++) {
      cleanUp(i, context);
    }
    return goOnCleaned(context);
  }

  /** Goes on with the cleanup of one. */
  private void cleanUp(int i, Context context) {
    Future<?> loser = futures[i];
    if (loser != null) {
      try {
        note(i, loser.poll(context));
      } catch (Throwable t) {
        fail(i, t);
      }
      left += futures[i] == null ? 0 : 1;
    }
  }

  /** The answer of one that was cancelled. A value that was there wins if nobody has. */
  private void note(int i, @Nullable Object answer) {
    if (answer == Poll.PENDING) {
      return;
    }
    futures[i] = null;
    if (winner < 0 && answer != Poll.CANCELLED && accepts(i, answer)) {
      winner = i;
      value = answer;
    }
  }

  private void fail(int i, Throwable thrown) {
    futures[i] = null;
    if (cleanup == null) {
      cleanup = new FirstFailure();
    }
    cleanup.add(thrown);
  }

  private @Nullable Object goOnCleaned(Context context) throws Throwable {
    if (left > 0) {
      phase = Phase.CLEANING;
      return Poll.PENDING;
    }
    phase = Phase.ENDED;
    if (winner < 0) {
      return cleanup == null ? Poll.CANCELLED : cleanup.cancelled();
    }
    if (cleanup != null) {
      tellOf(cleanup.first(), context);
    }
    if (failure != null) {
      throw failure;
    }
    return handled(outcome(winner, value), context);
  }

  private void tellOf(@Nullable Throwable thrown, Context context) {
    if (thrown == null) {
      return;
    }
    if (failure == null) {
      ((RuntimeStrand) context).scheduler().failures().report("cleanup after a select", thrown);
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  private @Nullable Object noneLeft(Context context) throws Throwable {
    phase = Phase.ENDED;
    AsyncCallable<? extends R, ?> code = otherwise;
    if (code == null) {
      throw new IllegalStateException(
          "every future of this select is disabled, so it would never end; say what to do then by"
              + " orElse(...)");
    }
    return handled(
        code instanceof WovenCallable<?, ?> ? new Branch(LambdaFrame.of(code)) : code.call(),
        context);
  }

  private @Nullable Object handled(@Nullable Object outcome, Context context) throws Throwable {
    if (!(outcome instanceof Branch branch)) {
      return outcome;
    }
    phase = Phase.HANDLING;
    handler = branch;
    Arrays.fill(futures, null);
    value = null;
    if (cancelled) {
      branch.cancelAtFirstAwait();
    }
    return branch.poll(context);
  }

  @Override
  public final String toString() {
    return switch (phase) {
      case RACING -> "select among " + left;
      case CLEANING -> "select, for the cleanup of " + left;
      case HANDLING -> "the handler of a select";
      case ENDED -> "a select that has ended";
    };
  }
}
