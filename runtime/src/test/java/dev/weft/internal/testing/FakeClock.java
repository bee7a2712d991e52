package dev.weft.internal.testing;

import dev.weft.internal.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when the test says so. */
public final class FakeClock implements NanoClock {
  private final AtomicLong now;

  public FakeClock(long origin) {
    now = new AtomicLong(origin);
  }

  @Override
  public long nanoTime() {
    return now.get();
  }

  public void advance(Duration span) {
    now.addAndGet(span.toNanos());
  }
}
