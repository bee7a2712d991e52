package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.sync.Leaf;
import org.jspecify.annotations.Nullable;

/** The future of a channel's next value. It has no state, so that one serves for all values. */
final class MpscRecv<T> implements Future<@Nullable T>, Leaf<@Nullable T> {
  private final MpscCore<T> core;

  MpscRecv(MpscCore<T> core) {
    this.core = core;
  }

  @Override
  public @Nullable Object poll(Context context) {
    return ask(context.waker());
  }

  @Override
  public Object cancel(Context context) {
    giveUp();
    return Poll.CANCELLED;
  }

  @Override
  public @Nullable Object ask(Waker waker) {
    return core.poll(waker);
  }

  @Override
  public void giveUp() {
    core.stopWaiting();
  }

  @Override
  public String toString() {
    return "Mpsc.recv";
  }
}
