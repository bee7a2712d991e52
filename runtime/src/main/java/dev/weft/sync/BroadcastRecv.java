package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.sync.Crowd;
import dev.weft.internal.sync.Leaf;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * The future of the next value of one receiver of a broadcast channel, and all that is that
 * receiver's own: the same serves for all values. It belongs to the strand that receives.
 */
final class BroadcastRecv<T> extends Crowd.Member implements Future<@Nullable T>, Leaf<T>, Waiting {
  private final BroadcastCore<T> core;

  /** The number of the next value. */
  private long number;

  private boolean closed;

  /** A receiver that gets what is sent from now on. */
  BroadcastRecv(BroadcastCore<T> core) {
    this.core = core;
    number = core.enter();
  }

  @Override
  public @Nullable Object poll(Context context) {
    return ask(context.waker());
  }

  @Override
  public @Nullable Object ask(Waker waker) {
    T value = tryTake();
    if (value == null && !isEnded()) {
      core.waiting().enter(this, waker);
      value = tryTake();
      if (value == null && !isEnded()) {
        return Poll.PENDING;
      }
      core.waiting().leave(this);
    }
    return value;
  }

  @Override
  public Object cancel(Context context) {
    giveUp();
    return Poll.CANCELLED;
  }

  @Override
  public void giveUp() {
    core.waiting().leave(this);
  }

  /**
   * The next value, if it is there now.
   *
   * @throws LaggedException if it is there no more
   */
  @Nullable T tryTake() {
    while (!closed) {
      T value = core.take(number);
      if (value != null) {
        number++;
        return value;
      }
      if (number == core.tail()) {
        return null;
      }
      skipWhatIsMissed();
    }
    return null;
  }

  private void skipWhatIsMissed() {
    long missed = core.oldest() - number;
    if (missed > 0) {
      number += missed;
      core.waiting().leave(this);
      throw new LaggedException(missed);
    }
  }

  /** Whether no value is there and none will come. Looks at the end first: no value comes after. */
  boolean isEnded() {
    return closed || (core.isEnded() && number == core.tail());
  }

  int size() {
    return closed ? 0 : (int) Math.min(core.tail() - number, Integer.MAX_VALUE);
  }

  void close() {
    if (!closed) {
      closed = true;
      core.waiting().quit(this);
      core.leave(number);
    }
  }

  @Override
  public Wait waitsFor() {
    return new Wait.ForUnits(core.senders(), 1, null);
  }

  @Override
  public String toString() {
    return "Broadcast.recv";
  }
}
