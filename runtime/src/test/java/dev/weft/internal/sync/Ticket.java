package dev.weft.internal.sync;

import dev.weft.internal.queue.Wakers;

/** A waiter for one of a number of tickets, as plain as there can be one. */
final class Ticket extends Waiter<Ticket, String> {
  /** Where tickets come from. */
  static final class Counter {
    final WaitQueue<Ticket> queue = new WaitQueue<>(new Object());
    int left;

    /** Hands out one ticket. */
    void add() {
      Wakers woken = new Wakers();
      synchronized (queue.lock()) {
        handOut(woken);
      }
      woken.wake();
    }

    private void handOut(Wakers woken) {
      Ticket first = queue.first();
      if (first == null) {
        left++;
      } else {
        first.held = true;
        queue.settle(first, woken);
      }
    }
  }

  private final Counter counter;
  private boolean held;

  Ticket(Counter counter) {
    super(counter.queue);
    this.counter = counter;
  }

  @Override
  protected boolean trySettle() {
    held = counter.left > 0;
    if (held) {
      counter.left--;
    }
    return held;
  }

  @Override
  protected String take() {
    return "ticket";
  }

  @Override
  protected void giveBack(Wakers woken) {
    if (held) {
      counter.handOut(woken);
    }
  }
}
