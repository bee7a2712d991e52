package dev.weft.internal.runtime;

import dev.weft.Flavor;

/** The runtimes that behaviour common to all is tested on. */
enum Runtimes {
  CURRENT_THREAD,
  ONE_WORKER,
  FOUR_WORKERS;

  RuntimeBuilder builder() {
    return switch (this) {
      case CURRENT_THREAD -> new RuntimeBuilder(Flavor.CURRENT_THREAD);
      case ONE_WORKER -> new RuntimeBuilder(Flavor.MULTI_THREAD).workerThreads(1);
      case FOUR_WORKERS -> new RuntimeBuilder(Flavor.MULTI_THREAD).workerThreads(4);
    };
  }
}
