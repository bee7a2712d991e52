package dev.weft.it.woven;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRuntime;
import dev.weft.Weft;

/** The runtimes that channels are shown on: without workers, with one, and with more than cores. */
enum Workers {
  NONE,
  ONE,
  FOUR;

  /** Runs a lambda as the root future of a runtime of its own. */
  <T> T run(AsyncCallable<T, ?> root) throws Exception {
    try (AsyncRuntime runtime = start()) {
      return runtime.blockOn(Weft.<T, Exception>async(root));
    }
  }

  private AsyncRuntime start() {
    return switch (this) {
      case NONE -> AsyncRuntime.currentThread().build();
      case ONE -> AsyncRuntime.multiThread().workerThreads(1).build();
      case FOUR -> AsyncRuntime.multiThread().workerThreads(4).build();
    };
  }
}
