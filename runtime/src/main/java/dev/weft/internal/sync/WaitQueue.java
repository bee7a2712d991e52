package dev.weft.internal.sync;

import dev.weft.internal.queue.Chain;
import dev.weft.internal.queue.Wakers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The futures that wait for one thing, in the order in which they came.
 *
 * <p>It is guarded by a lock that its owner brings along, and that guards also what is waited for:
 * so nobody queues up for what has just been given away. All methods but {@link #lock} are to be
 * called under it. They call nobody: who is to be woken is collected, and woken outside of the
 * lock.
 *
 * @param <W> the type of the futures
 */
public final class WaitQueue<W extends Waiter<W, ?>> {
  private final Object lock;
  private final Chain<W> waiting = new Chain<>();

  /** An empty queue that is guarded by a lock, which no other code can reach. */
  public WaitQueue(Object lock) {
    this.lock = lock;
  }

  /** What guards this queue. */
  public Object lock() {
    return lock;
  }

  void add(W waiter) {
    waiting.add(waiter);
  }

  /** Takes out a waiter that gives up; nothing happens if it isn't here. */
  void remove(W waiter) {
    waiting.remove(waiter);
  }

  /** Who has waited longest; null if nobody waits. */
  public @Nullable W first() {
    return waiting.peek();
  }

  /** Who came last; null if nobody waits. */
  public @Nullable W last() {
    return waiting.peekLast();
  }

  /** Who came after another one that waits here; null if nobody did. */
  public @Nullable W after(W waiter) {
    return waiting.after(waiter);
  }

  /** All who wait, in the order in which they came. */
  List<W> toList() {
    List<W> all = new ArrayList<>(waiting.size());
    for (W waiter = first(); waiter != null; waiter = after(waiter)) {
      all.add(waiter);
    }
    return all;
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** How many wait. */
  public int size() {
    return waiting.size();
  }

  /**
   * Takes out one that waits here and has what it waits for, or never will. It may be polled at
   * once, without the lock: what it is to find must have been written before.
   */
  public void settle(W waiter, Wakers woken) {
    waiting.remove(waiter);
    woken.add(waiter.settle());
  }

  /** Takes out all, as {@link #settle} does. */
  public void settleAll(Wakers woken) {
    for (W first = waiting.peek(); first != null; first = waiting.peek()) {
      settle(first, woken);
    }
  }
}
