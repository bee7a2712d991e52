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
 * <p>The time counts from the call that made it. It is registered with the runtime's timers when it
 * is first polled.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/struct.Sleep.html">Tokio's Sleep</a>
 */
public final class Sleep implements Future<Void> {
  private final Deadline deadline;
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
    return deadline.remaining().isZero();
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
    entry = new TimerEntry(deadline.nanoTime(), strand.waker());
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
