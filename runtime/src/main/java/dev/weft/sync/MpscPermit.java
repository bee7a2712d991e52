package dev.weft.sync;

import dev.weft.internal.waits.Held;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.List;

/** First the future of some places in a bounded channel, then what stands for them. */
final class MpscPermit<T> extends MpscAcquire<T, Mpsc.Permit<T>> implements Mpsc.Permit<T>, Held {
  private static final int WAITING = -1;
  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(MpscPermit.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How many places are held; {@link #WAITING} before. */
  private volatile int count;

  /** A future that hasn't asked for its places. */
  MpscPermit(Mpsc.Sender<T> sender, MpscCore<T> core, int wanted) {
    super(sender, core, wanted);
    COUNT.set(this, WAITING);
  }

  @Override
  MpscPermit<T> use() {
    COUNT.set(this, wanted());
    return this;
  }

  @Override
  public int count() {
    return Math.max(0, count);
  }

  @Override
  public void send(T value) {
    Mpsc.element(value);
    if (!takeOne()) {
      throw new IllegalStateException(
          "this permit was used up or closed already; reserve a place for each value");
    }
    try {
      core().offer(value);
    } finally {
      Reference.reachabilityFence(sender());
    }
  }

  private boolean takeOne() {
    int held = count;
    while (held > 0 && !COUNT.compareAndSet(this, held, held - 1)) {
      held = count;
    }
    return held > 0;
  }

  @Override
  public void close() {
    int held = (int) COUNT.getAndSet(this, 0);
    if (held > 0) {
      core().giveBack(held);
    }
  }

  @Override
  public List<Share> shares(Object owner) {
    int held = count();
    return held == 0
        ? List.of()
        : List.of(new Share(core().permits(), held), new Share(core().senders(), held));
  }

  @Override
  public String toString() {
    return count == WAITING ? "Mpsc.reserve" : "Permit[" + count() + "]";
  }
}
