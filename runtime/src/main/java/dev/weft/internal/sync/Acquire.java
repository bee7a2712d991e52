package dev.weft.internal.sync;

import java.util.function.IntFunction;

/**
 * A future that waits for a number of permits.
 *
 * @param <R> what stands for the permits
 */
public final class Acquire<R> extends Waiter<Acquire<?>, R> {
  private final Permits permits;
  private final IntFunction<R> holder;
  private final String operation;

  /** How many permits this waits for in all. */
  final int wanted;

  /** How many it still has to get; guarded by the queue's lock. */
  int missing;

  /** Whether the permits were closed instead; guarded by the queue's lock, until it is settled. */
  boolean refused;

  /**
   * A future that has not asked.
   *
   * @param holder makes what stands for the permits
   * @param operation what was called, for messages
   */
  public Acquire(Permits permits, int wanted, IntFunction<R> holder, String operation) {
    super(permits.queue());
    this.permits = permits;
    this.wanted = wanted;
    this.holder = holder;
    this.operation = operation;
  }

  @Override
  protected boolean trySettleAtOnce() {
    return permits.tryTake(wanted);
  }

  @Override
  protected boolean trySettle() {
    return permits.trySettle(this);
  }

  /** Tells this that there won't be any permits; returns how many it has had. */
  int refuse() {
    int had = wanted - missing;
    refused = true;
    return had;
  }

  @Override
  protected R take() {
    if (refused) {
      throw closed();
    }
    return holder.apply(wanted);
  }

  /** What is thrown where a closed semaphore is asked for permits. */
  public static IllegalStateException closed() {
    return new IllegalStateException("the semaphore is closed: nobody gets permits any more");
  }

  @Override
  protected void giveBack(Wakers woken) {
    permits.handOut(refused ? 0 : wanted - missing, woken);
  }

  @Override
  public String toString() {
    return operation;
  }
}
