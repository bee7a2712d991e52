package dev.weft.weaver.differential;

import dev.weft.Future;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.abi.Strand;

/** A strand that goes on when it is told to, and only notes that it was woken. */
final class CaseStrand extends Strand implements Waker {
  private Future<?> body;
  private boolean woken;

  CaseStrand(Future<?> body) {
    this.body = body;
  }

  /** Runs until the case suspends or ends. */
  Object step() throws Throwable {
    Budget budget = new Budget();
    budget.lift();
    useBudget(budget);
    Future<?> first = body;
    body = null;
    return first == null ? resume() : start(first);
  }

  /** Whether it was woken since this was asked last. */
  boolean takeWoken() {
    boolean was = woken;
    woken = false;
    return was;
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public Waker waker() {
    return this;
  }

  @Override
  protected Future<?> branch(Future<?> branched) {
    throw new AssertionError("no case polls a frame by hand");
  }
}
