package dev.weft.it.cancel.model;

import java.util.Map;
import java.util.TreeMap;

/** What the runs of the model have come by: how often each kind of node, and cancelled where. */
final class Coverage {
  private final Map<String, Long> nodes = new TreeMap<>();
  private final Map<String, Long> cancellations = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();

  void node(String kind) {
    nodes.merge(kind, 1L, Long::sum);
  }

  /** A wait of some kind was cancelled. */
  void cancelled(String kind, String message) {
    cancellations.merge(kind, 1L, Long::sum);
    reasons.merge(message.replaceAll("\\d+(\\.\\d+)?", "n"), 1L, Long::sum);
  }

  Map<String, Long> nodes() {
    return nodes;
  }

  Map<String, Long> cancellations() {
    return cancellations;
  }

  @Override
  public String toString() {
    return "entered: %s%ncancelled in: %s%nwith: %s".formatted(nodes, cancellations, reasons);
  }
}
