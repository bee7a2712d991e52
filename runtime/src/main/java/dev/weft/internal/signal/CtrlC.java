package dev.weft.internal.signal;

import dev.weft.Future;
import dev.weft.internal.queue.Wakers;
import dev.weft.internal.sync.Waiter;
import org.jspecify.annotations.Nullable;

/** A future that ends with the next signal INT. */
public final class CtrlC extends Waiter<CtrlC, Void> implements Future<Void> {
  private final SignalHub hub;

  /** Whether a signal has come; guarded by the queue's lock. */
  boolean told;

  /** A future that doesn't listen yet. */
  public CtrlC() {
    this(SignalHub.of("INT"));
  }

  CtrlC(SignalHub hub) {
    super(hub.waiting());
    this.hub = hub;
  }

  @Override
  protected boolean trySettle() {
    told = hub.takeKept();
    return told;
  }

  @Override
  protected @Nullable Object take() {
    return null;
  }

  /** Whoever waits next is told of the signal that came too late for this one. */
  @Override
  protected void giveBack(Wakers woken) {
    if (told) {
      hub.keep();
    }
  }

  @Override
  public String toString() {
    return "ctrlC()";
  }
}
