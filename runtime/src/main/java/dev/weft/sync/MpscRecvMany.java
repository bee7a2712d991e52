package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.ArrayList;
import java.util.List;

/** The future of a channel's next values. */
final class MpscRecvMany<T> implements Future<List<T>> {
  private final MpscCore<T> core;
  private final int limit;

  MpscRecvMany(MpscCore<T> core, int limit) {
    this.core = core;
    this.limit = limit;
  }

  @Override
  @SuppressWarnings("unchecked") // what isn't PENDING is a value
  public Object poll(Context context) {
    Object first = core.poll(context.waker());
    if (first == Poll.PENDING) {
      return first;
    }
    List<T> values = new ArrayList<>();
    for (T value = (T) first;
        value != null;
        value = values.size() < limit ? core.tryTake() : null) {
      values.add(value);
    }
    return values;
  }

  @Override
  public Object cancel(Context context) {
    core.stopWaiting();
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "Mpsc.recvMany";
  }
}
