package dev.weft.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many senders of a channel are open. It starts with one and never leaves 0: the channel ends
 * with its last sender.
 */
final class SenderCount {
  private static final VarHandle OPEN;

  static {
    try {
      OPEN = MethodHandles.lookup().findVarHandle(SenderCount.class, "open", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String channel;
  private final Runnable onNone;

  /** Changed through OPEN. */
  private volatile int open = 1;

  /**
   * Of one sender.
   *
   * @param channel what the channel is called in messages, with its article
   * @param onNone ends the channel; called once, by the thread that ends the last sender
   */
  SenderCount(String channel, Runnable onNone) {
    this.channel = channel;
    this.onNone = onNone;
  }

  /** How many are open, as it is or was a moment ago. */
  int open() {
    return open;
  }

  /** Counts one more sender; false if there is none. */
  boolean enter() {
    int seen = open;
    while (seen > 0 && !OPEN.compareAndSet(this, seen, seen + 1)) {
      seen = open;
    }
    return seen > 0;
  }

  /** Counts one sender less. */
  void leave() {
    if ((int) OPEN.getAndAdd(this, -1) == 1) {
      onNone.run();
    }
  }

  @Override
  public String toString() {
    return channel;
  }
}
