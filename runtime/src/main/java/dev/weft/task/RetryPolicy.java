package dev.weft.task;

import dev.weft.time.Deadline;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Retry} says.
 *
 * @param attempts all attempts
 * @param first the first pause
 * @param longest the longest pause
 * @param growth how many times longer each pause is than the one before; those that grow have a
 *     random part
 * @param retriable which failures are tried again
 * @param deadline when no attempt begins any more; null for never
 */
record RetryPolicy(
    int attempts,
    Duration first,
    Duration longest,
    int growth,
    Predicate<? super Exception> retriable,
    @Nullable Deadline deadline) {
  /** The parts that a random choice is made in. */
  private static final int PARTS = 1 << 10;

  static RetryPolicy times(int attempts) {
    return new RetryPolicy(attempts, Duration.ZERO, Duration.ZERO, 1, failure -> true, null);
  }

  RetryPolicy pausing(Duration shortest, Duration most, int factor) {
    if (shortest.isNegative() || most.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "pauses must be from a span that isn't negative to one that isn't shorter: "
              + shortest
              + " to "
              + most);
    }
    return new RetryPolicy(attempts, shortest, most, factor, retriable, deadline);
  }

  RetryPolicy when(Predicate<? super Exception> failures) {
    return new RetryPolicy(attempts, first, longest, growth, failures, deadline);
  }

  RetryPolicy until(Deadline end) {
    return new RetryPolicy(attempts, first, longest, growth, retriable, end);
  }

  /**
   * How long to wait after a failure.
   *
   * @param failed the number of attempts that have failed, at least 1
   * @param random chooses a number below another one
   */
  Duration pauseAfter(int failed, IntUnaryOperator random) {
    Duration pause = first;
    if (growth == 1 || pause.isZero()) {
      return pause;
    }
    for (int i = 1; i < failed && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(growth);
    }
    if (pause.compareTo(longest) > 0) {
      pause = longest;
    }
    return pause.minus(randomPart(pause.dividedBy(2), random));
  }

  private static Duration randomPart(Duration most, IntUnaryOperator random) {
    return most.multipliedBy(random.applyAsInt(PARTS + 1)).dividedBy(PARTS);
  }

  /** Whether there is an attempt after a failure and a pause. */
  boolean goesOn(int failed, Exception failure, Duration pause) {
    return failed < attempts
        && retriable.test(failure)
        && (deadline == null || Deadline.after(pause).compareTo(deadline) < 0);
  }
}
