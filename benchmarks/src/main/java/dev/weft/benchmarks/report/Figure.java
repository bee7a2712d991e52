package dev.weft.benchmarks.report;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one benchmark.
 *
 * @param median the median of all iterations of all forks
 * @param low the lowest median of a fork
 * @param high the highest median of a fork
 * @param unit what these are
 * @param allocated bytes for each operation
 */
record Figure(double median, double low, double high, String unit, double allocated) {
  static Figure of(RunResult run) {
    List<Double> forks = run.getBenchmarkResults().stream().map(Figure::medianOf).sorted().toList();
    return new Figure(
        run.getPrimaryResult().getStatistics().getPercentile(50),
        forks.get(0),
        forks.get(forks.size() - 1),
        run.getPrimaryResult().getScoreUnit(),
        allocated(run));
  }

  private static double medianOf(BenchmarkResult fork) {
    return fork.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static double allocated(RunResult run) {
    for (String name : run.getSecondaryResults().keySet()) {
      if (name.endsWith("gc.alloc.rate.norm")) {
        return run.getSecondaryResults().get(name).getScore();
      }
    }
    return Double.NaN;
  }

  /** A number with as many digits as it deserves. */
  static String digits(double value) {
    if (value >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
