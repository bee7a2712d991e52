package dev.weft.internal.cancel;

import dev.weft.Waker;
import dev.weft.internal.time.TimerEntry;
import dev.weft.internal.time.Timers;

/**
 * Cancels a node at a point in time. It is taken off the timers if the node is cancelled before.
 */
public final class Expiry implements Waker {
  private final CancelNode node;
  private final String reason;

  private Expiry(CancelNode node, String reason) {
    this.node = node;
    this.reason = reason;
  }

  /**
   * Sets the end of a node.
   *
   * @param deadline when, in the terms of the timers' clock
   * @param reason what the node is cancelled with then
   */
  public static void set(CancelNode node, Timers timers, long deadline, String reason) {
    TimerEntry entry = new TimerEntry(timers.clock(), deadline);
    if (node.enlist(new Cancelled(node), entry::giveUp)) {
      entry.register(timers, new Expiry(node, reason));
    }
  }

  /** It is time. */
  @Override
  public void wake() {
    node.cancel(reason);
  }
}
