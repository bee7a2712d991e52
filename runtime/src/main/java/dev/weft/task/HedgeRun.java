package dev.weft.task;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Attempts side by side, each in a branch of its own, until one has a value or all have failed.
 *
 * <p>It is decided by the first value, or by being cancelled: from then on those that are left
 * clean up, and their end is the end. All fields belong to the strand that polls.
 */
final class HedgeRun implements Future<@Nullable Object> {
  private final Duration delay;
  private final int most;
  private final Supplier<? extends Future<?>> attempts;

  private final List<Branch> running = new ArrayList<>();
  private final FirstFailure failures = new FirstFailure();
  private final FirstFailure cleanup = new FirstFailure();
  private int started;

  /** Until the next attempt; null for no further one. */
  private @Nullable Sleep pause;

  private boolean decided;
  private boolean won;
  private @Nullable Object value;

  HedgeRun(Duration delay, int most, Supplier<? extends Future<?>> attempts) {
    this.delay = delay;
    this.most = most;
    this.attempts = attempts;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    do {
      step(context);
    } while (!decided && startsAnother(context));
    return answer(context);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    decide(context);
    return answer(context);
  }

  /** Polls all that run, up to the first value. */
  private void step(Context context) {
    Iterator<Branch> all = List.copyOf(running).iterator();
    boolean before = decided;
    while (all.hasNext() && decided == before) {
      Branch attempt = all.next();
      try {
        note(attempt, attempt.poll(context), context);
      } catch (Throwable t) {
        running.remove(attempt);
        (decided ? cleanup : failures).add(t);
      }
    }
  }

  private void note(Branch attempt, @Nullable Object answer, Context context) {
    if (answer == Poll.PENDING) {
      return;
    }
    running.remove(attempt);
    if (answer != Poll.CANCELLED && !won) {
      won = true;
      value = answer;
    }
    if (!decided) {
      decide(context);
    }
  }

  /** Cancels what still runs. */
  private void decide(Context context) {
    decided = true;
    if (pause != null) {
      pause.cancel(context);
    }
    for (Branch loser : List.copyOf(running)) {
      try {
        note(loser, cancel(loser, context), context);
      } catch (Throwable t) {
        running.remove(loser);
        cleanup.add(t);
      }
    }
  }

  private @Nullable Object cancel(Branch loser, Context context) throws Throwable {
    return won
        ? ((RuntimeStrand) context).cancelFor("another attempt was faster", loser)
        : loser.cancel(context);
  }

  /** Starts another attempt if it is time, or none runs. */
  private boolean startsAnother(Context context) {
    if (started == most || (!running.isEmpty() && !isTime(context))) {
      return false;
    }
    if (pause != null) {
      pause.cancel(context);
    }
    started++;
    running.add(new Branch(attempts.get()));
    pause = started < most ? Sleep.of(delay) : null;
    return true;
  }

  private boolean isTime(Context context) {
    return Objects.requireNonNull(pause, "there is another one").poll(context) != Poll.PENDING;
  }

  private @Nullable Object answer(Context context) throws Throwable {
    if (!running.isEmpty()) {
      return Poll.PENDING;
    }
    if (won) {
      report(context);
      return value;
    }
    if (!decided) {
      failures.throwFirst();
    }
    return cleanup.cancelled();
  }

  /** Nobody else would be told of a loser whose cleanup fails. */
  private void report(Context context) {
    Throwable failure = cleanup.first();
    if (failure != null) {
      ((RuntimeStrand) context).scheduler().failures().report("cleanup of a hedged call", failure);
    }
  }

  @Override
  public String toString() {
    return running.size() + " of " + most + " hedged attempts";
  }
}
