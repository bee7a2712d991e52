package dev.weft.sync;

import dev.weft.internal.queue.Wakers;
import dev.weft.internal.sync.Waiter;

/**
 * Waits for the turn to set a cell; true if it is had, false if somebody else has set the cell
 * meanwhile.
 */
final class OnceTurn extends Waiter<OnceTurn, Boolean> {
  private final OnceCell<?> cell;
  private final String operation;

  /** Guarded by the cell's lock, until this is settled. */
  private boolean mine;

  OnceTurn(OnceCell<?> cell, String operation) {
    super(cell.queue);
    this.cell = cell;
    this.operation = operation;
  }

  /** This is the next one. Under the lock. */
  void give() {
    mine = true;
  }

  @Override
  protected boolean trySettle() {
    mine = cell.tryTake();
    return mine || cell.isSet();
  }

  @Override
  protected Object take() {
    return mine;
  }

  @Override
  protected void giveBack(Wakers woken) {
    if (mine) {
      cell.passOn(woken);
    }
  }

  @Override
  public String toString() {
    return operation;
  }
}
