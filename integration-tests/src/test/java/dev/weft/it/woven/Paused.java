package dev.weft.it.woven;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRuntime;
import dev.weft.Weft;

/** Runs lambdas while time stands still. */
final class Paused {
  private Paused() {}

  /** Runs a lambda as the root future of a runtime whose time jumps from timer to timer. */
  static <T> T run(AsyncCallable<T, ?> root) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
      return runtime.blockOn(Weft.<T, Exception>async(root));
    }
  }
}
