package dev.weft.sync;

import dev.weft.CancelSafe;
import dev.weft.Future;
import java.lang.ref.Reference;

/**
 * What the senders of bounded and unbounded channels have in common.
 *
 * @param <T> the type of the values
 */
abstract class MpscSender<T> implements AutoCloseable {
  private final MpscCore<T> core;
  private final SenderHandle handle;

  /** A sender that was counted. */
  MpscSender(MpscCore<T> core) {
    this.core = core;
    handle = new SenderHandle(core.senders(), this);
  }

  /** The channel. */
  final MpscCore<T> core() {
    return core;
  }

  /** The channel, if this is open. */
  final MpscCore<T> open() {
    handle.requireOpen();
    return core;
  }

  /** The channel, with one more sender that was counted, if this is open. */
  final MpscCore<T> copied() {
    try {
      handle.copy();
      return core;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * A future that ends when the channel takes no more values, as the receiver has said so or as all
   * senders are closed. Cancel-safe, and may be awaited again.
   *
   * @return the future, for one strand at a time
   */
  @CancelSafe
  public Future<Void> closed() {
    return core.closed();
  }

  /**
   * Whether the channel takes no more values; see {@link #closed}.
   *
   * @return true from that moment on
   */
  public boolean isClosed() {
    return core.isClosed();
  }

  /**
   * How many senders of the channel are open. Weak ones and permits don't count.
   *
   * @return the number, as it is or was a moment ago
   */
  public int senders() {
    return core.senders().open();
  }

  /**
   * Ends this sender. If it was the last one, the receiver ends too when all values and permits are
   * used, and sends that still wait fail. Idempotent.
   */
  @Override
  public void close() {
    try {
      handle.close();
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
