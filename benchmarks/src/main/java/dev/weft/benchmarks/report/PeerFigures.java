package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of a side-by-side run: lines {@code workload peer metric value}, of which there may
 * be one for each pass; lines that begin with # are kept as notes.
 */
final class PeerFigures {
  private final List<String> notes = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final List<String> peers = new ArrayList<>();
  private final Map<String, List<Double>> values = new TreeMap<>();

  PeerFigures(List<String> lines) {
    lines.forEach(this::read);
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    if (line.startsWith("#")) {
      notes.add(line.substring(1).trim());
    } else if (words.length == 4 && !words[2].endsWith(":first")) {
      String row = words[0] + ", " + metric(words[2]);
      addOnce(rows, row);
      addOnce(peers, words[1]);
      values
          .computeIfAbsent(row + "/" + words[1], key -> new ArrayList<>())
          .add(Double.valueOf(words[3]));
    }
  }

  /** Of what has a median, the best is a figure beside it; else it is the figure. */
  private static String metric(String name) {
    boolean hasMedian = name.startsWith("ns/");
    return name.replace(":median", "").replace(":best", hasMedian ? ", best" : "");
  }

  private static void addOnce(List<String> list, String element) {
    if (!list.contains(element)) {
      list.add(element);
    }
  }

  /** What is known of the run. */
  List<String> notes() {
    return notes;
  }

  /** The rows, workload and metric, in the order of the results. */
  List<String> rows() {
    return rows;
  }

  /** Those who took part, in the order of the results. */
  List<String> peers() {
    return peers;
  }

  /** The median over the passes; not a number where there is none. */
  double median(String row, String peer) {
    double[] sorted =
        values.getOrDefault(row + "/" + peer, List.of()).stream()
            .mapToDouble(d -> d)
            .sorted()
            .toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /**
   * How many times what native Tokio has, of the same flavour if the peer has that; where Tokio
   * takes no part, what the first peer has.
   */
  double ratio(String row, String peer) {
    return median(row, peer) / median(row, base(peer));
  }

  private String base(String peer) {
    return peers.stream().anyMatch(each -> each.startsWith("tokio-"))
        ? peer.endsWith("-ct") ? "tokio-ct" : "tokio-mt2"
        : peers.get(0);
  }
}
