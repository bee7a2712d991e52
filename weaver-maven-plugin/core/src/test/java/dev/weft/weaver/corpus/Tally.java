package dev.weft.weaver.corpus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came out of weaving some class files. */
final class Tally {
  private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
  private final Map<String, Integer> refused = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private long weavingNanos;
  private long linkingNanos;

  void add(Count what, int number) {
    counts.merge(what, number, Integer::sum);
  }

  int get(Count what) {
    return counts.getOrDefault(what, 0);
  }

  /** Notes a method that was refused, by the error's id. */
  void refuse(String id) {
    refused.merge(id, 1, Integer::sum);
  }

  /** How many methods were refused, by the error's id. */
  Map<String, Integer> refused() {
    return refused;
  }

  int refusals() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  void fail(String what) {
    failures.add(what);
  }

  /** What must not be. */
  List<String> failures() {
    return failures;
  }

  void weavingTook(long nanos) {
    weavingNanos += nanos;
  }

  void linkingTook(long nanos) {
    linkingNanos += nanos;
  }

  /** Processor seconds in the weaver. */
  double weavingSeconds() {
    return weavingNanos / 1e9;
  }

  /** Processor seconds in HotSpot, for the classes as they are and as they were woven. */
  double linkingSeconds() {
    return linkingNanos / 1e9;
  }

  void addAll(Tally other) {
    other.counts.forEach(this::add);
    other.refused.forEach((id, number) -> refused.merge(id, number, Integer::sum));
    failures.addAll(other.failures);
    weavingNanos += other.weavingNanos;
    linkingNanos += other.linkingNanos;
  }
}
