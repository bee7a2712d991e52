package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import java.util.function.BooleanSupplier;

/** Waits of tasks for what nothing announces. */
final class Until {
  private Until() {}

  /** Lets others run until a condition holds, or the time-out of the test interrupts. */
  @Async
  static Future<Void> holds(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("it doesn't happen");
      }
      await(yieldNow());
    }
    return ready();
  }
}
