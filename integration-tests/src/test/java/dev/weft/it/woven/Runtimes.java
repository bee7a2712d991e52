package dev.weft.it.woven;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRuntime;
import dev.weft.Weft;

/** The runtimes that every behaviour is shown on. */
enum Runtimes {
  CURRENT_THREAD,
  ONE_WORKER,
  TWO_WORKERS;

  AsyncRuntime start() {
    return builder().build();
  }

  AsyncRuntime.Builder builder() {
    return switch (this) {
      case CURRENT_THREAD -> AsyncRuntime.currentThread();
      case ONE_WORKER -> AsyncRuntime.multiThread().workerThreads(1);
      case TWO_WORKERS -> AsyncRuntime.multiThread().workerThreads(2);
    };
  }

  /** Runs a lambda as the root future of a runtime of its own. */
  <T> T run(AsyncCallable<T, ?> root) throws Exception {
    try (AsyncRuntime runtime = start()) {
      return runtime.blockOn(Weft.<T, Exception>async(root));
    }
  }
}
