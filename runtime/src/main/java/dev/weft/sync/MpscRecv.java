package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.sync.Leaf;
import dev.weft.internal.waits.Held;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The future of a channel's next value. It has no state, so that one serves for all values. */
final class MpscRecv<T> implements Future<@Nullable T>, Leaf<@Nullable T>, Waiting, Held {
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
  public Wait waitsFor() {
    return new Wait.ForUnits(core.senders(), 1, null);
  }

  /** Nobody else can empty the places that are full. */
  @Override
  public List<Share> shares(Object owner) {
    return core.isBounded() ? List.of(new Share(core.permits(), core.size())) : List.of();
  }

  @Override
  public Collection<?> contents() {
    return core.values();
  }

  @Override
  public String toString() {
    return "Mpsc.recv";
  }
}
