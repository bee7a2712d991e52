package dev.weft.time;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.time.PausableClock;
import org.jspecify.annotations.Nullable;

/** Sets a clock forward when it is first polled, then lets others run once. */
final class Advance implements Future<Void> {
  private final PausableClock clock;
  private final long nanos;
  private boolean begun;
  private boolean ended;

  Advance(PausableClock clock, long nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public @Nullable Object poll(Context context) {
    if (ended) {
      throw new IllegalStateException(
          "the future of advance(...) was awaited before; each call sets the time forward once");
    }
    if (begun) {
      ended = true;
      return null;
    }
    begun = true;
    clock.advance(nanos);
    context.waker().wake();
    return Poll.PENDING;
  }

  /** The time stays where it is. */
  @Override
  public Object cancel(Context context) {
    ended = true;
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "TestClock.advance";
  }
}
