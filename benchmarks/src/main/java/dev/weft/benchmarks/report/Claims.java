package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Claim.allocatesNothing;
import static dev.weft.benchmarks.report.Claim.atLeast;
import static dev.weft.benchmarks.report.Claim.atMost;
import static dev.weft.benchmarks.report.Claim.ratio;

import java.util.List;

/** All that is said of the speed of woven code and of the weaver. */
final class Claims {
  static final List<Claim> ALL =
      List.of(
          ratio("fused call / boxed plain call, cached results", chain("fused", 0), boxed(0), 2),
          ratio("fused call / boxed plain call", chain("fused", 1000), boxed(1000), 2),
          allocatesNothing("bytes allocated by a fused call", chain("fused", 0)),
          ratio("fused call / Kotlin", chain("fused", 1000), chain("kotlin", 1000), 1),
          ratio(
              "call of an overridable method / Kotlin",
              chain("overridable", 1000),
              chain("kotlinOverridable", 1000),
              1),
          atMost("ns for a level, suspended and resumed, 100 deep", suspended("weft100"), 15),
          ratio("the same / Kotlin", suspended("weft100"), suspended("kotlin100"), 1),
          ratio("10 deep / Kotlin", suspended("weft10"), suspended("kotlin10"), 1),
          ratio("1 deep / Kotlin", suspended("weft1"), suspended("kotlin1"), 1),
          ratio("loop that suspends / Kotlin", suspended("weftLoop"), suspended("kotlinLoop"), 1),
          ratio("loop of fused calls / plain calls", loop("fusedCalls"), loop("plainCalls"), 1.3),
          ratio("loop of ready futures / plain", loop("readyFutures"), loop("plainCalls"), 1.3),
          ratio("loop around a ready leaf / plain", loop("leaf"), loop("plainSource"), 1.3),
          ratio("loop of fused calls / Kotlin", loop("fusedCalls"), loop("kotlinCalls"), 1),
          ratio("loop around a ready leaf / Kotlin", loop("leaf"), loop("kotlinLeaf"), 1),
          ratio("exception through calls / Kotlin", failure("fused"), failure("kotlin"), 1),
          ratio(
              "exception through suspended calls / Kotlin",
              failure("suspended"),
              failure("kotlinSuspended"),
              1),
          atLeast("classes a second passed over", "WeaveThroughput.unrelatedClasses", 10_000),
          atLeast("async methods a second woven", "WeaveThroughput.asyncMethods", 1_000),
          atMost("ms for a method of 5,000 locals", "WeaveLarge.locals", 1_000),
          atMost("ms for a method with 600 awaits", "WeaveLarge.awaits", 1_000));

  private Claims() {}

  private static String chain(String benchmark, int base) {
    return "CallChain." + benchmark + " base=" + base;
  }

  private static String boxed(int base) {
    return chain("plainBoxed", base);
  }

  private static String suspended(String benchmark) {
    return "SuspendResume." + benchmark;
  }

  private static String loop(String benchmark) {
    return "ReadyLoop." + benchmark;
  }

  private static String failure(String benchmark) {
    return "FailureChain." + benchmark;
  }
}
