package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.sync.Leaf;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.List;

/** The future of a channel's next values. It has no state, so that it serves again and again. */
final class MpscRecvMany<T> implements Future<List<T>>, Leaf<List<T>>, Waiting {
  private final MpscCore<T> core;
  private final int limit;

  MpscRecvMany(MpscCore<T> core, int limit) {
    this.core = core;
    this.limit = limit;
  }

  @Override
  public Object poll(Context context) {
    return ask(context.waker());
  }

  @Override
  public Object cancel(Context context) {
    giveUp();
    return Poll.CANCELLED;
  }

  @Override
  @SuppressWarnings("unchecked") // what isn't PENDING is a value
  public Object ask(Waker waker) {
    Object first = core.poll(waker);
    if (first == Poll.PENDING) {
      return first;
    }
    return first == null ? List.of() : core.with((T) first, limit);
  }

  @Override
  public void giveUp() {
    core.stopWaiting();
  }

  @Override
  public Wait waitsFor() {
    return new Wait.ForUnits(core.senders(), 1, null);
  }

  @Override
  public String toString() {
    return "Mpsc.recvMany";
  }
}
