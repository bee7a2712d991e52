package dev.weft.time;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.RuntimeStrand;
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
  private Deadline deadline;
  private @Nullable TimerEntry entry;
  private @Nullable Timers timers;

  private Sleep(Deadline deadline) {
    this.deadline = deadline;
  }

  /**
   * A sleep of a span from now.
   *
   * @param span how long; zero or less ends at once
   * @return the sleep
   */
  public static Sleep of(Duration span) {
    return until(Deadline.after(span));
  }

  /**
   * A sleep until a point in time.
   *
   * @param deadline when to end
   * @return the sleep
   */
  public static Sleep until(Deadline deadline) {
    return new Sleep(deadline);
  }

  /**
   * When this sleep ends.
   *
   * @return the point in time
   */
  public Deadline deadline() {
    return deadline;
  }

  /**
   * Whether the deadline is reached.
   *
   * @return true from then on
   */
  public boolean isElapsed() {
    return deadline.isReached();
  }

  @Override
  public @Nullable Object poll(Context context) {
    if (isElapsed()) {
      unregister();
      return null;
    }
    if (entry == null || entry.waker() != context.waker()) {
      unregister();
      register((RuntimeStrand) context);
    }
    return Poll.PENDING;
  }

  @Override
  public @Nullable Object cancel(Context context) {
    unregister();
    return Poll.CANCELLED;
  }

  private void register(RuntimeStrand strand) {
    timers = strand.scheduler().timers();
    deadline = deadline.on(timers.clock());
    entry = new TimerEntry(deadline.nanos(), strand.waker());
    timers.register(entry);
  }

  private void unregister() {
    if (entry != null && timers != null) {
      timers.cancel(entry);
      entry = null;
    }
  }

  @Override
  public String toString() {
    return "sleep with " + deadline.remaining() + " left";
  }
}
