package dev.weft.sync;

import dev.weft.Future;
import dev.weft.internal.waits.Resource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * How many senders of a channel are open. It starts with one and never leaves 0: the channel ends
 * with its last sender. Who waits for a value waits for one of these.
 */
final class SenderCount implements Resource {
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
  private final IntSupplier others;

  /** Changed through OPEN. */
  private volatile int open = 1;

  /**
   * Of one sender.
   *
   * @param channel what the channel is called in messages, with its article
   * @param onNone ends the channel; called once, by the thread that ends the last sender
   */
  SenderCount(String channel, Runnable onNone) {
    this(channel, onNone, () -> 0);
  }

  /**
   * Of one sender of a channel that others may send to as well.
   *
   * @param others how many may that don't count as senders
   */
  SenderCount(String channel, Runnable onNone, IntSupplier others) {
    this.channel = channel;
    this.onNone = onNone;
    this.others = others;
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

  /** What the channel is called in messages, with its article. */
  String channel() {
    return channel;
  }

  @Override
  public int units() {
    return open + others.getAsInt();
  }

  /** Each receives for itself. */
  @Override
  public List<Future<?>> queue() {
    return List.of();
  }

  @Override
  public String name() {
    return "a sender of " + channel + "@" + Integer.toHexString(System.identityHashCode(this));
  }
}
