package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.sync.Acquire;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits for places in a bounded channel and does something with them. It keeps its
 * sender from being taken for a dropped one.
 *
 * @param <T> the type of the channel's values
 * @param <R> what comes of it
 */
abstract class MpscAcquire<T, R extends @Nullable Object> implements Future<R> {
  private final Mpsc.Sender<T> sender;
  private final MpscCore<T> core;
  private final int wanted;

  /** Null until this has to wait. */
  private @Nullable Acquire<Integer> waiting;

  private boolean ended;

  MpscAcquire(Mpsc.Sender<T> sender, MpscCore<T> core, int wanted) {
    this.sender = sender;
    this.core = core;
    this.wanted = wanted;
  }

  /** What comes of the places; called once. */
  abstract R granted();

  /** The value that can't be sent. */
  abstract @Nullable T refused();

  /** The wait was given up. */
  abstract void givenUp();

  final Mpsc.Sender<T> sender() {
    return sender;
  }

  final MpscCore<T> core() {
    return core;
  }

  @Override
  public final @Nullable Object poll(Context context) throws Exception {
    if (ended) {
      throw new IllegalStateException(
          "this future was awaited already: " + this + "; call the method again");
    }
    try {
      if (!isGranted(context)) {
        return Poll.PENDING;
      }
      ended = true;
      return granted();
    } finally {
      Reference.reachabilityFence(sender);
    }
  }

  private boolean isGranted(Context context) throws Exception {
    if (waiting == null) {
      if (core.permits().tryTake(wanted)) {
        return true;
      }
      waiting = new Acquire<>(core.permits(), wanted, count -> count, toString());
    }
    return isGranted(waiting, context);
  }

  private boolean isGranted(Acquire<Integer> acquire, Context context) throws Exception {
    try {
      return acquire.poll(context) != Poll.PENDING;
    } catch (IllegalStateException e) {
      ended = true;
      throw closed(refused());
    }
  }

  @Override
  public final Object cancel(Context context) {
    ended = true;
    if (waiting != null) {
      waiting.cancel(context);
      core.wakeIfClosed();
    }
    givenUp();
    return Poll.CANCELLED;
  }

  static ClosedException closed(@Nullable Object value) {
    return new ClosedException("the channel is closed and takes no more values", value);
  }
}
