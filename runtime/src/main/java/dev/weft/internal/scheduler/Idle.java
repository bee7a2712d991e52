package dev.weft.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which workers sleep and how many search; decides whom to wake when there is work.
 *
 * <p>A worker is awake or asleep, and one that is awake without work may search: look at the queues
 * of the others. At most half of the workers search at a time. Work wakes one worker, and only if
 * nobody searches already: the woken one searches, and when the last searcher finds something it
 * wakes the next. So wake-ups form a chain, and there is never more than one too many.
 *
 * <p>Why no work is left lying: who adds work makes it visible, passes a full fence, then reads
 * {@code state}; a worker that goes to sleep changes {@code state}, passes a full fence, then looks
 * at all queues once more if nobody searches any more. One of the two sees the other. That goes for
 * workers too that did not search themselves: the searcher that they relied on may have found work
 * and tried to wake the next one just before they could be woken.
 *
 * <p>{@code state} holds the number of workers awake above that of the searching ones. The list of
 * sleepers has a lock, taken only to fall asleep and to wake somebody. All transitions that change
 * the list change {@code state} under the lock.
 */
final class Idle {
  private static final int AWAKE = 1 << 16;
  private static final int SEARCHING = 1;
  private static final int SEARCHING_MASK = AWAKE - 1;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Idle.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int workers;

  /** Guarded by this object's lock; who fell asleep last is at the end. */
  private final List<Worker> sleepers;

  private volatile int state;

  /** All workers awake, none searching. */
  Idle(int workers) {
    this.workers = workers;
    sleepers = new ArrayList<>(workers);
    state = workers * AWAKE;
  }

  private static int searching(int state) {
    return state & SEARCHING_MASK;
  }

  private static int awake(int state) {
    return state / AWAKE;
  }

  /** Whether work that was just added is a reason to wake somebody. */
  private boolean isWakeNeeded() {
    VarHandle.fullFence();
    int now = state;
    return searching(now) == 0 && awake(now) < workers;
  }

  /**
   * Chooses a worker to wake for work that was just added, and counts it as awake and searching.
   *
   * @param last this worker is chosen only if no other one sleeps
   * @return the worker to unpark, null if none is needed
   */
  @Nullable Worker wakeOne(MultiThread.TimerWatch last) {
    if (!isWakeNeeded()) {
      return null;
    }
    synchronized (this) {
      if (!isWakeNeeded() || sleepers.isEmpty()) {
        return null;
      }
      STATE.getAndAdd(this, AWAKE + SEARCHING);
      int index = sleepers.size() - 1;
      if (index > 0 && last.isHeldBy(sleepers.get(index))) {
        index--;
      }
      return sleepers.remove(index);
    }
  }

  /** Counts a worker as asleep; returns whether nobody searches any more. */
  boolean fallAsleep(Worker worker, boolean searching) {
    synchronized (this) {
      sleepers.add(worker);
      int change = searching ? AWAKE + SEARCHING : AWAKE;
      int before = (int) STATE.getAndAdd(this, -change);
      return searching(before - change) == 0;
    }
  }

  /** Counts a worker as awake that woke up by itself; false if somebody has woken it. */
  boolean wakeUp(Worker worker) {
    synchronized (this) {
      if (!sleepers.remove(worker)) {
        return false;
      }
      STATE.getAndAdd(this, AWAKE);
      return true;
    }
  }

  boolean isAsleep(Worker worker) {
    synchronized (this) {
      return sleepers.contains(worker);
    }
  }

  /** Any sleeping worker, which stays counted as asleep; null if there is none. */
  @Nullable Worker anySleeper() {
    if (awake(state) == workers) {
      return null;
    }
    synchronized (this) {
      return sleepers.isEmpty() ? null : sleepers.get(0);
    }
  }

  /** Counts a worker as searching, unless half of the workers search already. */
  boolean startSearching() {
    if (2 * searching(state) >= workers) {
      return false;
    }
    STATE.getAndAdd(this, SEARCHING);
    return true;
  }

  /** Counts a worker as not searching any more; returns whether it was the last one. */
  boolean stopSearching() {
    return searching((int) STATE.getAndAdd(this, -SEARCHING)) == 1;
  }
}
