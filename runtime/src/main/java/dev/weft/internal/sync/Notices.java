package dev.weft.internal.sync;

import dev.weft.internal.queue.Wakers;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a notification, and the one that may be kept for who comes next.
 *
 * <p>All of it is guarded by the queue's lock. Telling all is one step under it: a notice that was
 * made before is told even if it isn't queued yet, as it knows the number of such steps at the time
 * when it was made; one that was made after is not.
 */
public final class Notices {
  final WaitQueue<Notice> queue = new WaitQueue<>(new Object());

  /** How often all were told. Written under the lock, read by who makes a notice. */
  volatile long rounds;

  /** Whether a notification is there for who comes next; never while somebody waits. */
  private boolean kept;

  /** Nobody waits, and nothing is kept. */
  public Notices() {}

  /** Takes the notification that is kept; false if there is none. Under the lock. */
  boolean takeKept() {
    boolean had = kept;
    kept = false;
    return had;
  }

  /** Tells who has waited longest, or keeps the notification. */
  public void tellFirst() {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      tellFirst(woken);
    }
    woken.wake();
  }

  /** Under the lock. */
  void tellFirst(Wakers woken) {
    tell(queue.first(), Notice.Told.AS_FIRST, woken);
  }

  /** Tells who came last, or keeps the notification. */
  public void tellLast() {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      tellLast(woken);
    }
    woken.wake();
  }

  /** Under the lock. */
  void tellLast(Wakers woken) {
    tell(queue.last(), Notice.Told.AS_LAST, woken);
  }

  private void tell(@Nullable Notice one, Notice.Told how, Wakers woken) {
    if (one == null) {
      kept = true;
    } else {
      one.told = how;
      queue.settle(one, woken);
    }
  }

  /** Tells all, also those who don't wait yet. Keeps nothing. */
  public void tellAll() {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      rounds++;
      queue.settleAll(woken);
    }
    woken.wake();
  }
}
