package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes the figures of a side-by-side run into a page, as a table and, where less is better, as a
 * chart beside the page: {@code PeersReport PAGE RESULTS BLOCK}.
 */
public final class PeersReport {
  private final PeerFigures figures;

  PeersReport(PeerFigures figures) {
    this.figures = figures;
  }

  public static void main(String[] args) throws IOException {
    Path page = Path.of(args[0]);
    PeerFigures figures = new PeerFigures(Files.readAllLines(Path.of(args[1])));
    Block.write(page, args[2], new PeersReport(figures).table());
    PeersChart chart = new PeersChart(figures);
    if (!chart.isEmpty()) {
      Files.writeString(page.resolveSibling(args[2] + ".svg"), chart.svg());
    }
  }

  String table() {
    StringBuilder table = new StringBuilder();
    figures.notes().forEach(note -> table.append("- ").append(note).append('\n'));
    table.append("\n| workload, metric | ").append(String.join(" | ", figures.peers()));
    table.append(" |\n").append("|---".repeat(figures.peers().size() + 1)).append("|\n");
    figures.rows().forEach(row -> table.append(line(row)));
    return table.toString();
  }

  private String line(String row) {
    StringBuilder line = new StringBuilder("| " + row);
    figures.peers().forEach(peer -> line.append(" | ").append(cell(row, peer)));
    return line.append(" |\n").toString();
  }

  private String cell(String row, String peer) {
    double value = figures.median(row, peer);
    double ratio = figures.ratio(row, peer);
    if (Double.isNaN(value)) {
      return "–";
    }
    return Figure.digits(value)
        + (Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, " (%.2f×)", ratio));
  }
}
