package dev.weft.internal.sync;

import dev.weft.internal.queue.Wakers;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits for a number of permits. What comes of it, a guard for instance, is best this
 * same object.
 *
 * @param <R> what comes of the permits
 */
public abstract class Acquire<R extends @Nullable Object> extends Waiter<Acquire<?>, R>
    implements Waiting {
  private final Permits permits;

  final int wanted;

  /** How many it still has to get; guarded by the queue's lock. */
  int missing;

  /** Whether the permits were closed instead; guarded by the queue's lock, until it is settled. */
  boolean refused;

  /** A future that has not asked. */
  protected Acquire(Permits permits, int wanted) {
    super(permits.waiting());
    this.permits = permits;
    this.wanted = wanted;
  }

  /** How many permits this waits for in all. */
  protected final int wanted() {
    return wanted;
  }

  /** What comes of the permits. Called once, when they are there. */
  protected abstract R granted();

  /** What is thrown when there won't be any permits. */
  protected Exception refusal() {
    return closed();
  }

  /** What is thrown where a closed semaphore is asked for permits. */
  public static IllegalStateException closed() {
    return new IllegalStateException("the semaphore is closed: nobody gets permits any more");
  }

  @Override
  public final Wait waitsFor() {
    return new Wait.ForUnits(permits, wanted, this);
  }

  @Override
  protected final boolean trySettleAtOnce() {
    return permits.tryTake(wanted);
  }

  @Override
  protected final boolean trySettle() {
    return permits.trySettle(this);
  }

  /** How many permits it has got, unless it was refused. Under the queue's lock. */
  final int had() {
    return wanted - missing;
  }

  @Override
  protected final R take() throws Exception {
    if (refused) {
      throw refusal();
    }
    return granted();
  }

  @Override
  protected final void giveBack(Wakers woken) {
    permits.handOut(refused ? 0 : had(), woken);
  }
}
