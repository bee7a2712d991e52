package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the figures of a side-by-side run into a page: {@code PeersReport PAGE RESULTS}. The
 * results are lines {@code workload peer metric value}; lines that begin with # are kept as notes.
 */
public final class PeersReport {
  /** What the others are divided by. */
  private static final String BASE = "tokio-mt2";

  private final List<String> notes = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final List<String> peers = new ArrayList<>();
  private final Map<String, List<Double>> values = new TreeMap<>();

  PeersReport(List<String> lines) {
    lines.forEach(this::read);
  }

  public static void main(String[] args) throws IOException {
    PeersReport report = new PeersReport(Files.readAllLines(Path.of(args[1])));
    Block.write(Path.of(args[0]), "peers", report.page());
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    if (line.startsWith("#")) {
      notes.add(line.substring(1).trim());
    } else if (words.length == 4 && isShown(words[2])) {
      String row = words[0] + ", " + words[2].replace(":median", "");
      addOnce(rows, row);
      addOnce(peers, words[1]);
      values
          .computeIfAbsent(row + "/" + words[1], key -> new ArrayList<>())
          .add(Double.valueOf(words[3]));
    }
  }

  private static boolean isShown(String metric) {
    return metric.endsWith(":median") || (!metric.startsWith("ns/") && !metric.endsWith(":first"));
  }

  private static void addOnce(List<String> list, String element) {
    if (!list.contains(element)) {
      list.add(element);
    }
  }

  String page() {
    StringBuilder page = new StringBuilder();
    notes.forEach(note -> page.append("- ").append(note).append('\n'));
    page.append("\n| workload, metric | ").append(String.join(" | ", peers)).append(" |\n");
    page.append("|---".repeat(peers.size() + 1)).append("|\n");
    rows.forEach(row -> page.append(line(row)));
    return page.toString();
  }

  private String line(String row) {
    StringBuilder line = new StringBuilder("| " + row);
    peers.forEach(peer -> line.append(" | ").append(cell(row, peer)));
    return line.append(" |\n").toString();
  }

  private String cell(String row, String peer) {
    double value = median(row + "/" + peer);
    double base = median(row + "/" + BASE);
    if (Double.isNaN(value)) {
      return "–";
    }
    String ratio = Double.isNaN(base) ? "" : String.format(Locale.ROOT, " (%.2f×)", value / base);
    return Figure.digits(value) + ratio;
  }

  private double median(String key) {
    double[] sorted =
        values.getOrDefault(key, List.of()).stream().mapToDouble(d -> d).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
