package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** The future of a channel's next value. It has no state, so that one serves for all values. */
final class MpscRecv<T> implements Future<@Nullable T> {
  private final MpscCore<T> core;

  MpscRecv(MpscCore<T> core) {
    this.core = core;
  }

  @Override
  public @Nullable Object poll(Context context) {
    return core.poll(context.waker());
  }

  @Override
  public Object cancel(Context context) {
    core.stopWaiting();
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "Mpsc.recv";
  }
}
