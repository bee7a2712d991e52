package dev.weft.task;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A frame, shaped as if woven, that awaits one attempt after the other, and pauses between them.
 */
final class RetryRun extends AsyncFrame {
  private static final int MAX_SUPPRESSED = 16;

  private final RetryPolicy policy;
  private final Supplier<? extends Future<?>> attempts;

  /** Of the attempts before, the last ones: something may be tried for years. */
  private final Deque<Exception> failures = new ArrayDeque<>();

  private int failed;

  /** What it waits for before the next attempt; null for nothing. */
  private @Nullable Sleep pause;

  RetryRun(RetryPolicy policy, Supplier<? extends Future<?>> attempts) {
    this.policy = policy;
    this.attempts = attempts;
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    for (; ; ) {
      try {
        Object answer = resumed ? take(strand) : Strand.await(awaited(), strand, depth);
        resumed = false;
        if (answer == Poll.PENDING) {
          suspend(strand, 1);
          return answer;
        }
        if (pause == null) {
          return answer;
        }
        pause = null;
      } catch (Exception e) {
        resumed = false;
        planAfter(e, (RuntimeStrand) strand);
      }
    }
  }

  private Future<?> awaited() {
    return pause == null ? attempts.get() : pause;
  }

  private void planAfter(Exception failure, RuntimeStrand strand) throws Exception {
    failed++;
    Duration length = policy.pauseAfter(failed, strand::pick);
    if (!policy.goesOn(failed, failure, length)) {
      failures.stream().filter(earlier -> earlier != failure).forEach(failure::addSuppressed);
      throw failure;
    }
    if (failures.size() == MAX_SUPPRESSED) {
      failures.remove();
    }
    failures.add(failure);
    pause = length.isZero() ? null : Sleep.of(length);
  }

  @Override
  public String toString() {
    return "attempt " + (failed + 1) + " of " + policy.attempts();
  }
}
