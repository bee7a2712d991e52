package dev.weft.abi;

import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.Schedule;
import dev.weft.internal.runtime.DefaultRuntime;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import org.jspecify.annotations.Nullable;

/** The ways from {@code main} and from a test into a runtime. Not for users. */
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

  /**
   * Runs the body of a test on the runtime in whose context the calling thread is.
   *
   * @param body the test; its failure is thrown as it is, checked exceptions too, and an interrupt
   *     of the thread cancels it and is thrown as {@link InterruptedException}
   */
  public static void test(Future<?> body) {
    Scheduler scheduler = Current.schedulerOrNull();
    if (scheduler == null) {
      throw refusal(
          body,
          "without a runtime, and only the extension of weft-junit5 gives it one; annotate a test"
              + " with dev.weft.junit5.AsyncTest and have JUnit Jupiter run it");
    }
    if (Current.isPolling()) {
      throw refusal(
          body,
          "by async code, which can't wait for it as it returns nothing; move what is wanted of it"
              + " to an @Async method, and await that in both");
    }
    ((DefaultRuntime) scheduler.runtime()).runTest(body);
  }

  private static IllegalStateException refusal(Future<?> body, String why) {
    return new IllegalStateException("[WEFT-123] the test " + body + " was called " + why);
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
