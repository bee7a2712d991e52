package dev.weft.abi;

import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.Schedule;
import org.jspecify.annotations.Nullable;

/** The way from {@code main} into a runtime. Not for users. */
public final class Entry {
  private Entry() {}

  /**
   * Runs a program's root future on a runtime of its own, which is closed afterwards. An {@code
   * Integer} result other than 0 ends the JVM with that exit code.
   *
   * @param main the program
   * @param flavor the kind of runtime
   * @param workerThreads the number of workers, 0 for one a processor
   */
  public static void run(Future<?> main, Flavor flavor, int workerThreads) {
    Object result;
    try (AsyncRuntime runtime = builder(flavor, workerThreads).build()) {
      result = runtime.<@Nullable Object>blockOn(main);
    }
    if (result instanceof Integer code && code != 0) {
      System.exit(code);
    }
  }

  private static AsyncRuntime.Builder builder(Flavor flavor, int workerThreads) {
    return switch (flavor) {
      case MULTI_THREAD -> multiThread(workerThreads);
      case CURRENT_THREAD -> AsyncRuntime.currentThread();
      case DETERMINISTIC ->
          AsyncRuntime.deterministic(
              Schedule.parse(System.getProperty("weft.schedule", "random-walk:0")));
    };
  }

  private static AsyncRuntime.Builder multiThread(int workerThreads) {
    AsyncRuntime.Builder builder = AsyncRuntime.multiThread();
    return workerThreads == 0 ? builder : builder.workerThreads(workerThreads);
  }
}
