package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.sync.Crowd;
import org.jspecify.annotations.Nullable;

/**
 * How many receivers of a channel there are. There may be none and then some again: who waits until
 * there are none looks when it is polled, not when it is woken.
 *
 * <p>Written under the channel's lock, read by all.
 */
final class ReceiverCount {
  private final Crowd waiting = new Crowd();

  private volatile int open;

  int open() {
    return open;
  }

  /** Counts one more. Under the lock. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
  void enter() {
    open++;
  }

  /** Counts one less. Under the lock; {@link #wakeIfNone} is to be called outside of it. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
  void leave() {
    open--;
  }

  /** Wakes who waits until there are none. */
  void wakeIfNone() {
    if (open == 0) {
      waiting.wakeAll();
    }
  }

  /** A future that ends when it is polled while there are no receivers. */
  Future<Void> none(String operation) {
    return new None(this, operation);
  }

  private static final class None extends Crowd.Member implements Future<Void> {
    private final ReceiverCount count;
    private final String operation;

    None(ReceiverCount count, String operation) {
      this.count = count;
      this.operation = operation;
    }

    @Override
    public @Nullable Object poll(Context context) {
      if (count.open != 0) {
        count.waiting.enter(this, context.waker());
        if (count.open != 0) {
          return Poll.PENDING;
        }
      }
      count.waiting.quit(this);
      return null;
    }

    @Override
    public Object cancel(Context context) {
      count.waiting.quit(this);
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return operation;
    }
  }
}
