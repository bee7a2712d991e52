package dev.weft.sync;

import dev.weft.internal.jfr.Flight;
import dev.weft.internal.sync.Acquire;
import dev.weft.internal.task.Current;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits for places in a bounded channel and does something with them. It keeps its
 * sender from being taken for a dropped one.
 *
 * @param <T> the type of the channel's values
 * @param <R> what comes of it
 */
abstract class MpscAcquire<T, R extends @Nullable Object> extends Acquire<R> {
  private final Mpsc.Sender<T> sender;
  private final MpscCore<T> core;

  MpscAcquire(Mpsc.Sender<T> sender, MpscCore<T> core, int wanted) {
    super(core.permits(), wanted);
    this.sender = sender;
    this.core = core;
  }

  final Mpsc.Sender<T> sender() {
    return sender;
  }

  final MpscCore<T> core() {
    return core;
  }

  @Override
  protected final R granted() {
    try {
      return use();
    } finally {
      Reference.reachabilityFence(sender);
    }
  }

  /** Makes use of the places; called once. */
  abstract R use();

  @Override
  protected Exception refusal() {
    return closed(null);
  }

  @Override
  protected void onWait() {
    Flight.RECORDER.channelIsFull(core.permits(), core.capacity(), Current.here().task());
  }

  @Override
  protected void onGivenUp() {
    core.wakeIfClosed();
  }

  static ClosedException closed(@Nullable Object value) {
    return new ClosedException("the channel is closed and takes no more values", value);
  }
}
