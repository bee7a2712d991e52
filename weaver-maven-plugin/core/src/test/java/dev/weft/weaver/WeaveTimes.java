package dev.weft.weaver;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints how long it takes to weave, or to refuse, large methods and classes. The times are those
 * of a JVM that has just started; the benchmarks have the ones that count.
 */
final class WeaveTimes {
  /** The sizes of methods that must not take a second. */
  private static final Map<String, Integer> EXTREMES = Map.of("locals", 5_000, "awaits", 3_000);

  private WeaveTimes() {}

  /** Prints a line for each of {@link LargeSource}. */
  public static void main(String[] args) {
    for (LargeSource source : LargeSource.all()) {
      int size = EXTREMES.getOrDefault(source.name(), source.largest());
      byte[] classFile = source.compile(size);
      long nanos = IntStream.range(0, 5).mapToLong(i -> nanos(classFile)).min().orElseThrow();
      String outcome = String.join(" ", TestWeaver.problems("C", classFile));
      System.out.printf("%5d %-26s %8.1f ms  %s%n", size, source, nanos / 1e6, outcome);
    }
  }

  private static long nanos(byte[] classFile) {
    Weaver weaver = TestWeaver.create();
    long start = System.nanoTime();
    TestWeaver.problems(weaver, "C", classFile);
    return System.nanoTime() - start;
  }
}
