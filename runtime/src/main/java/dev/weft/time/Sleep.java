package dev.weft.time;

import dev.weft.CancelSafe;
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
 * milliseconds; up to one in a runtime that waits for sockets with the JDK's selector), and on what
 * else the runtime has to do. A time over which the machine is suspended may count or not; see
 * {@link Deadline}.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/struct.Sleep.html">Tokio's Sleep</a>
 */
@CancelSafe
public final class Sleep implements Future<Void> {
  /** Another one takes its place when it has been used. */
  private TimerEntry entry;

  private Sleep(NanoClock clock, long nanos) {
    entry = new TimerEntry(clock, nanos);
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
    return Deadline.of(entry.clock(), entry.deadline());
  }

  /**
   * Whether the deadline is reached.
   *
   * @return true from then on
   */
  public boolean isElapsed() {
    return entry.isDue();
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

  private void reset(NanoClock clock, long nanos) {
    Waker waiter = entry.waker();
    Timers timers = entry.timers();
    entry.giveUp();
    entry = new TimerEntry(clock, nanos);
    if (waiter != null && timers != null) {
      register(timers, waiter);
    }
  }

  @Override
  public @Nullable Object poll(Context context) {
    if (entry.isDue()) {
      entry.giveUp();
      return null;
    }
    if (entry.waker() != context.waker()) {
      entry.giveUp();
      register(((RuntimeStrand) context).scheduler().timers(), context.waker());
    }
    return Poll.PENDING;
  }

  @Override
  public @Nullable Object cancel(Context context) {
    entry.giveUp();
    return Poll.CANCELLED;
  }

  /** From now on this goes by the clock of those timers. */
  private void register(Timers timers, Waker waker) {
    NanoClock clock = timers.clock();
    if (entry.timers() != null || entry.clock() != clock) {
      entry = new TimerEntry(clock, deadline().on(clock).nanos());
    }
    entry.register(timers, waker);
  }

  @Override
  public String toString() {
    return "sleep with " + deadline().remaining() + " left";
  }
}
