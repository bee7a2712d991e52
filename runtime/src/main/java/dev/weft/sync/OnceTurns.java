package dev.weft.sync;

import dev.weft.internal.sync.WaitQueue;
import dev.weft.internal.sync.Waiter;
import dev.weft.internal.sync.Wakers;

/**
 * Whose turn it is to do what is to be done once: one at a time has it, in the order in which they
 * asked, until somebody has done it.
 */
final class OnceTurns {
  private final WaitQueue<Turn> queue = new WaitQueue<>(new Object());

  /** Whether somebody has the turn, or it is done. Guarded by the queue's lock, as the next one. */
  private boolean taken;

  private boolean done;

  /** Takes the turn if nobody has it and it isn't done. */
  boolean tryTake() {
    synchronized (queue.lock()) {
      boolean free = !taken;
      taken = true;
      return free;
    }
  }

  /** Who has the turn hasn't done it: it's the turn of who has waited longest. */
  void passOn() {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      passOn(woken);
    }
    woken.wake();
  }

  private void passOn(Wakers woken) {
    Turn next = queue.settleFirst(woken);
    if (next == null) {
      taken = false;
    } else {
      next.mine = true;
    }
  }

  /** Who has the turn has done it: nobody waits any more. */
  void end() {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      done = true;
      while (!queue.isEmpty()) {
        queue.settleFirst(woken);
      }
    }
    woken.wake();
  }

  /** Waits for the turn; true if it is had, false if there is nothing to do any more. */
  static final class Turn extends Waiter<Turn, Boolean> {
    private final OnceTurns turns;
    private final String operation;

    /** Guarded by the queue's lock, until this is settled. */
    private boolean mine;

    Turn(OnceTurns turns, String operation) {
      super(turns.queue);
      this.turns = turns;
      this.operation = operation;
    }

    @Override
    protected boolean trySettle() {
      mine = turns.tryTake();
      return mine || turns.done;
    }

    @Override
    protected Object take() {
      return mine;
    }

    @Override
    protected void giveBack(Wakers woken) {
      if (mine) {
        turns.passOn(woken);
      }
    }

    @Override
    public String toString() {
      return operation;
    }
  }
}
