package dev.weft.sync;

import dev.weft.internal.sync.Acquire;
import dev.weft.internal.waits.Held;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/** First the future of some permits, then what stands for those that are held. */
final class SemaphorePermit extends Acquire<Semaphore.Permit> implements Semaphore.Permit, Held {
  private static final int WAITING = -1;
  private static final int ENDED = -2;
  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(SemaphorePermit.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Semaphore semaphore;

  /** How many are held; {@link #WAITING} before, {@link #ENDED} once they aren't any more. */
  private volatile int count;

  /** A future that hasn't asked for its permits. */
  SemaphorePermit(Semaphore semaphore, int wanted) {
    super(semaphore.permits, wanted);
    this.semaphore = semaphore;
    COUNT.set(this, WAITING);
  }

  @Override
  protected SemaphorePermit granted() {
    COUNT.set(this, wanted());
    return this;
  }

  @Override
  public int count() {
    return Math.max(0, count);
  }

  @Override
  public SemaphorePermit split(int number) {
    for (; ; ) {
      int held = held();
      if (Semaphore.notNegative(number) > held) {
        throw new IllegalArgumentException(
            "can't split off " + number + " permits, only " + held + " are held");
      }
      if (COUNT.compareAndSet(this, held, held - number)) {
        return new SemaphorePermit(semaphore, number).granted();
      }
    }
  }

  @Override
  public void merge(Semaphore.Permit other) {
    SemaphorePermit merged = (SemaphorePermit) other;
    if (merged.semaphore != semaphore || merged == this) {
      throw new IllegalArgumentException(
          "only another permit of the same semaphore can be merged into this one");
    }
    held();
    int added = merged.end();
    if (added == ENDED) {
      throw ended();
    }
    if (!grow(added)) {
      semaphore.permits.add(added);
      throw ended();
    }
  }

  private boolean grow(int added) {
    int held = count;
    while (held != ENDED && !COUNT.compareAndSet(this, held, held + added)) {
      held = count;
    }
    return held != ENDED;
  }

  @Override
  public void forget() {
    int held = end();
    if (held == ENDED) {
      throw ended();
    }
    semaphore.permits.shrink(held);
  }

  @Override
  public void close() {
    int held = end();
    if (held > 0) {
      semaphore.permits.add(held);
    }
  }

  private int end() {
    return (int) COUNT.getAndSet(this, ENDED);
  }

  private int held() {
    int held = count;
    if (held == ENDED) {
      throw ended();
    }
    return held;
  }

  private static IllegalStateException ended() {
    return new IllegalStateException(
        "this permit was given back, merged or forgotten already; acquire another one");
  }

  @Override
  public List<Share> shares(Object owner) {
    int held = count();
    return held > 0 ? List.of(new Share(semaphore.permits, held)) : List.of();
  }

  @Override
  public String toString() {
    return count == WAITING ? "Semaphore.acquire" : "Permit[" + count() + "]";
  }
}
