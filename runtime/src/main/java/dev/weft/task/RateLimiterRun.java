package dev.weft.task;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.sync.Semaphore;
import dev.weft.time.Deadline;
import dev.weft.time.Sleep;
import org.jspecify.annotations.Nullable;

/**
 * A frame, shaped as if woven, that waits for its turn, then until there are enough tokens, and
 * takes them. Only who has the turn sleeps, so there is one timer for all.
 */
final class RateLimiterRun extends AsyncFrame {
  private final RateLimiter limiter;
  private final int count;
  private final Future<Semaphore.Permit> asked;

  /** The turn; null before. */
  private Semaphore.@Nullable Permit turn;

  /** When the bucket is full again, once the tokens are taken; null before the turn. */
  private @Nullable Deadline full;

  RateLimiterRun(RateLimiter limiter, Future<Semaphore.Permit> asked, int count) {
    this.limiter = limiter;
    this.asked = asked;
    this.count = count;
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    try {
      Object answer = state() > 0 ? take(strand) : Strand.await(asked, strand, depth);
      if (answer != Poll.PENDING && full == null) {
        answer = Strand.await(tokens((Semaphore.Permit) answer), strand, depth);
      }
      if (answer == Poll.PENDING) {
        suspend(strand, 1);
        return answer;
      }
    } catch (Throwable t) {
      end();
      throw t;
    }
    if (full != null) {
      limiter.take(full);
    }
    end();
    return null;
  }

  /** The turn has come: the time to wait for the tokens. */
  private Future<?> tokens(Semaphore.@Nullable Permit mine) {
    turn = mine;
    Deadline then = limiter.fullWithout(count);
    full = then;
    return Sleep.until(limiter.earliest(then));
  }

  private void end() {
    Semaphore.Permit mine = turn;
    turn = null;
    if (mine != null) {
      mine.close();
    }
  }

  @Override
  public String toString() {
    return "RateLimiter.acquire";
  }
}
