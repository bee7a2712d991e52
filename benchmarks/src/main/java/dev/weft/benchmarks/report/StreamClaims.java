package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Claim.ratio;

import java.util.List;

/** All that is said of streams. */
final class StreamClaims {
  static final List<Claim> ALL =
      List.of(
          ratio("loop over a pipeline / Reactor", of("weftEach"), of("reactor"), 1),
          ratio("loop over a pipeline / Kotlin", of("weftEach"), of("kotlin"), 1),
          ratio("forEach of a pipeline / Reactor", of("weftForEach"), of("reactor"), 1),
          ratio("forEach of a pipeline / Kotlin", of("weftForEach"), of("kotlin"), 1));

  private StreamClaims() {}

  private static String of(String side) {
    return "MillionElements." + side;
  }
}
