package dev.weft.internal.testing;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How long and with how much the tests of linearizability try.
 *
 * <p>Scenarios are short and many: what breaks a queue takes two or three operations of two or
 * three threads, and a long scenario only takes longer to verify.
 */
public final class Lincheck {
  /** Numbers of threads are below this: one before, at most three in parallel, one after. */
  public static final int THREADS = 5;

  /** Scenarios of each strategy: few in the mode {@code sanity}, as in CI. */
  private static final int SCENARIOS =
      "sanity".equals(System.getProperty("weft.stress.mode")) ? 2 : 30;

  private static final int INTERLEAVINGS = 150;
  private static final int RUNS = 1_000;

  private Lincheck() {}

  /** Goes through interleavings of memory accesses, one after the other, each exactly. */
  public static void model(Class<?> test, Class<?> specification, int threads) {
    ModelCheckingOptions options = new ModelCheckingOptions();
    options.invocationsPerIteration(INTERLEAVINGS);
    check(options, test, specification, threads);
  }

  /** Lets the threads run, as the hardware has them meet. */
  public static void stress(Class<?> test, Class<?> specification, int threads) {
    StressOptions options = new StressOptions();
    options.invocationsPerIteration(RUNS);
    check(options, test, specification, threads);
  }

  private static void check(
      Options<?, ?> options, Class<?> test, Class<?> specification, int threads) {
    options.iterations(SCENARIOS);
    options.threads(threads);
    options.actorsBefore(2);
    options.actorsPerThread(3);
    options.actorsAfter(2);
    options.sequentialSpecification(specification);
    options.check(test);
  }
}
