package dev.weft.sync;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.sync.Notice;
import dev.weft.internal.sync.Notices;

/**
 * Tells tasks that something has happened, without saying what.
 *
 * <pre>{@code
 * Notify changed = new Notify();
 *
 * // one task
 * queue.add(job);
 * changed.notifyOne();
 *
 * // another one
 * while (queue.isEmpty()) {
 *   await(changed.notified());
 * }
 * }</pre>
 *
 * <p>A notification of {@link #notifyOne} or {@link #notifyLast} that finds nobody is kept for who
 * comes next, so it makes no difference who was first. One is kept at most, however many came.
 * Futures wait in the order in which they were first polled or {@linkplain Notified#enable
 * enabled}.
 *
 * <p>{@link #notifyWaiters} keeps nothing, but reaches every future that {@link #notified} has
 * given before, even if it isn't awaited yet. So who makes the future, then looks whether it has to
 * wait, then awaits, misses nothing:
 *
 * <pre>{@code
 * Future<Void> notified = done.notified();
 * if (!isDone) {
 *   await(notified);
 * }
 * }</pre>
 *
 * <p>All methods are safe from any thread, inside and outside of runtimes. What a thread did before
 * it notified is seen by whoever it has notified.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/struct.Notify.html">Tokio's Notify</a>
 */
public final class Notify {
  private final Notices notices = new Notices();

  /** One that nobody waits for, and that keeps no notification. */
  public Notify() {}

  /**
   * Waits for a notification. One that is cancelled after {@link #notifyOne} or {@link #notifyLast}
   * has chosen it passes the notification on, as if it had not been there; it loses its place in
   * the line.
   *
   * @return a lazy future, which {@link #notifyWaiters} reaches from now on
   */
  @CancelUnsafe("the place in the line, and a notifyWaiters before it is made again")
  public Notified notified() {
    return new Notice(notices);
  }

  /** Notifies who has waited longest; if nobody waits, the next one who comes. Never blocks. */
  public void notifyOne() {
    notices.tellFirst();
  }

  /** Notifies who came last; if nobody waits, the next one who comes. Never blocks. */
  public void notifyLast() {
    notices.tellLast();
  }

  /**
   * Notifies all who wait, and all whose futures were made before; nobody who comes later. Each
   * sees it, or none does. Never blocks.
   */
  public void notifyWaiters() {
    notices.tellAll();
  }

  @Override
  public String toString() {
    return "Notify";
  }

  /** A future that ends with a notification. */
  public sealed interface Notified extends Future<Void> permits Notice {
    /**
     * Stands in the line from now on, before the first await: {@link #notifyOne} may choose this
     * one. Whoever does that awaits it afterwards, or calls {@link #disable}; else a notification
     * may be lost. Idempotent.
     *
     * @return whether it was notified already, so that an await would not wait
     */
    boolean enable();

    /**
     * Leaves the line for good, and passes on a notification that only this one has got. Needed for
     * one that was enabled and isn't awaited; nothing happens to one that has ended. To be called
     * by the task that would await it.
     */
    void disable();
  }
}
