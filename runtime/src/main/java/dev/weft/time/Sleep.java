package dev.weft.time;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.time.NanoClock;
import dev.weft.internal.time.TimerEntry;
import dev.weft.internal.time.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A future that ends at a point in time, never before it. Cancel-safe, and may be awaited again.
 *
 * <p>The time counts from the call that made it. It is registered with the timers of the runtime
 * that polls it when it is first polled, and goes by the clock of that runtime then: of a sleep
 * that was made elsewhere, what remains counts.
 *
 * <p>Deadlines have nanoseconds and are not rounded. How much later the task goes on depends on the
 * operating system, which wakes the thread, mostly some 50 microseconds later (on Windows up to 16
 * milliseconds), and on what else the runtime has to do. A time over which the machine is suspended
 * may count or not; see {@link Deadline}.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/struct.Sleep.html">Tokio's Sleep</a>
 */
public final class Sleep implements Future<Void> {
  /** The clock that {@link #nanos} refers to; that of the timers from the registration on. */
  private NanoClock clock;

  private long nanos;

  /** Not null while somebody waits, though it may have fired. */
  private @Nullable TimerEntry entry;

  private @Nullable Timers timers;

  private Sleep(NanoClock clock, long nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * A sleep of a span from now.
   *
   * @param span how long; zero or less ends at once
   * @return the sleep
   */
  public static Sleep of(Duration span) {
    NanoClock clock = Deadline.clockHere();
    return new Sleep(clock, clock.after(span));
  }

  /**
   * A sleep until a point in time.
   *
   * @param deadline when to end
   * @return the sleep
   */
  public static Sleep until(Deadline deadline) {
    return new Sleep(deadline.clock(), deadline.nanos());
  }

  /**
   * When this sleep ends.
   *
   * @return the point in time
   */
  public Deadline deadline() {
    return Deadline.of(clock, nanos);
  }

  /**
   * Whether the deadline is reached.
   *
   * @return true from then on
   */
  public boolean isElapsed() {
    return nanos - clock.nanoTime() <= 0;
  }

  /**
   * Has it end a span from now, whether it has ended before or not. Whoever waits for it goes on
   * waiting, and is not woken before that.
   *
   * <pre>{@code
   * Sleep pause = sleep(Duration.ofSeconds(1));
   * for (int attempt = 1; !tryOnce(); attempt++) {
   *   await(pause);
   *   pause.reset(Duration.ofSeconds(attempt));
   * }
   * }</pre>
   *
   * <p>To be called by the task that waits, or while none does.
   *
   * @param span how long; zero or less ends at once
   */
  public void reset(Duration span) {
    NanoClock here = Deadline.clockHere();
    reset(here, here.after(span));
  }

  /**
   * Has it end at a point in time; otherwise as {@link #reset(Duration)}.
   *
   * @param deadline when to end
   */
  public void reset(Deadline deadline) {
    reset(deadline.clock(), deadline.nanos());
  }

  private void reset(NanoClock newClock, long newNanos) {
    clock = newClock;
    nanos = newNanos;
    if (entry != null && timers != null) {
      timers.cancel(entry);
      register(timers, entry.waker());
    }
  }

  @Override
  public @Nullable Object poll(Context context) {
    if (isElapsed()) {
      unregister();
      return null;
    }
    if (entry == null || entry.waker() != context.waker()) {
      unregister();
      register(((RuntimeStrand) context).scheduler().timers(), context.waker());
    }
    return Poll.PENDING;
  }

  @Override
  public @Nullable Object cancel(Context context) {
    unregister();
    return Poll.CANCELLED;
  }

  private void register(Timers where, Waker waker) {
    if (clock != where.clock()) {
      nanos = deadline().on(where.clock()).nanos();
      clock = where.clock();
    }
    timers = where;
    entry = new TimerEntry(nanos, waker);
    where.register(entry);
  }

  private void unregister() {
    if (entry != null && timers != null) {
      timers.cancel(entry);
      entry = null;
    }
  }

  @Override
  public String toString() {
    return "sleep with " + deadline().remaining() + " left";
  }
}
