package dev.weft.task;

import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.Future;
import dev.weft.sync.Semaphore;
import dev.weft.time.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets so much happen in a span of time and no more: a bucket of tokens, which fills again at a
 * steady rate and is full at first.
 *
 * <pre>{@code
 * RateLimiter limiter = RateLimiter.of(100, Duration.ofSeconds(1)).burst(10);
 * for (String request : requests) {
 *   await(limiter.acquire());
 *   await(handle(request));
 * }
 * }</pre>
 *
 * <p>Fair: who asks first gets first, whatever the numbers, and one who wants many isn't passed by.
 * Tokens aren't given back. Time is that of the clock of the runtime that asks. Safe from any
 * thread.
 */
public final class RateLimiter {
  private final int permits;
  private final Duration span;
  private final int burst;

  /** Whose turn it is; the others wait in its line. */
  private final Semaphore turn = new Semaphore(1);

  /** When the bucket is full again; null as long as it is. Belongs to whose turn it is. */
  private @Nullable Deadline full;

  private RateLimiter(int permits, Duration span, int burst) {
    this.permits = permits;
    this.span = span;
    this.burst = burst;
  }

  /**
   * A limit, which may be used up at once.
   *
   * @param permits how much may happen in a span, at least 1
   * @param span the span, more than zero
   * @return the limiter
   */
  public static RateLimiter of(int permits, Duration span) {
    if (permits < 1) {
      throw new IllegalArgumentException("permits must be at least 1: " + permits);
    }
    if (span.isNegative() || span.isZero()) {
      throw new IllegalArgumentException("span must be more than zero: " + span);
    }
    return new RateLimiter(permits, span, permits);
  }

  /**
   * A limiter of the same rate whose bucket has another size.
   *
   * @param most how much may happen at once, at least 1
   * @return another limiter, whose bucket is full
   */
  public RateLimiter burst(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("burst must be at least 1: " + most);
    }
    return new RateLimiter(permits, span, most);
  }

  /**
   * Takes one token and waits for it if need be; see {@link #acquire(int)}.
   *
   * @return a lazy future, whose end is the permission
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  public Future<Void> acquire() {
    return acquire(1);
  }

  /**
   * Takes a number of tokens and waits for them if need be. Cancel-safe: one that is cancelled
   * takes none and loses its place in the line.
   *
   * @param count how many, from 1 to the burst
   * @return a lazy future, whose end is the permission
   * @throws IllegalArgumentException if there are never so many
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  @SuppressWarnings("unchecked") // its value is null
  public Future<Void> acquire(int count) {
    checkCount(count);
    return (Future<Void>) (Future<?>) new RateLimiterRun(this, turn.acquire(), count);
  }

  /**
   * Takes one token if that is possible at once, and nobody waits.
   *
   * @return whether it was taken
   */
  public boolean tryAcquire() {
    return tryAcquire(1);
  }

  /**
   * Takes a number of tokens if that is possible at once, and nobody waits.
   *
   * @param count how many, from 1 to the burst
   * @return whether they were taken
   * @throws IllegalArgumentException if there are never so many
   */
  @SuppressWarnings("try") // the turn is held, and that is all
  public boolean tryAcquire(int count) {
    checkCount(count);
    Semaphore.Permit mine = turn.tryAcquire();
    if (mine == null) {
      return false;
    }
    try (mine) {
      Deadline then = fullWithout(count);
      if (!earliest(then).isReached()) {
        return false;
      }
      full = then;
      return true;
    }
  }

  private void checkCount(int count) {
    if (count < 1 || count > burst) {
      throw new IllegalArgumentException(
          "count must be from 1 to the burst, which is " + burst + ": " + count);
    }
  }

  /** When the bucket is full again if a number of tokens is taken. */
  Deadline fullWithout(int count) {
    Deadline last = full;
    Deadline from = last == null || last.isReached() ? Deadline.now() : last;
    return from.plus(time(count));
  }

  /** When tokens can be taken that leave the bucket to be full at a time. */
  Deadline earliest(Deadline then) {
    return then.minus(time(burst));
  }

  /** Takes the tokens. To be called by whose turn it is. */
  void take(Deadline then) {
    full = then;
  }

  private Duration time(int tokens) {
    return span.multipliedBy(tokens).dividedBy(permits);
  }

  @Override
  public String toString() {
    return "RateLimiter[" + permits + " in " + span + ", " + burst + " at once]";
  }
}
