package dev.weft.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * A picture of a side-by-side run: a line for each workload, a dot for each peer, the further left
 * the less it takes. The middle is what native Tokio takes; the scale is logarithmic.
 */
final class PeersChart {
  private static final int LINE = 22;
  private static final int TOP = 60;
  private static final int LEFT = 260;
  private static final int WIDTH = 640;

  /** The largest ratio that is shown where it is; others lie on the edge. */
  private static final double MOST = 16;

  private static final List<String> COLOURS =
      List.of(
          "#444444", "#999999", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#1f77b4", "#2ca02c",
          "#bcbd22", "#17becf");

  private final PeerFigures figures;
  private final StringBuilder svg = new StringBuilder();

  PeersChart(PeerFigures figures) {
    this.figures = figures;
  }

  boolean isEmpty() {
    return figures.rows().stream().noneMatch(this::isShown);
  }

  String svg() {
    List<String> rows = figures.rows().stream().filter(this::isShown).toList();
    int height = TOP + LINE * rows.size() + 20;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        LEFT + WIDTH + 20, height);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    legend(rows);
    scale(height);
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), TOP + LINE * i + LINE);
    }
    add("</svg>");
    return svg.toString();
  }

  /** Where less is better, and Weft takes part. */
  private boolean isShown(String row) {
    return !row.endsWith(", best")
        && !Double.isNaN(figures.ratio(row, "weft-mt2"))
        && !row.endsWith("/s");
  }

  private static String shown(String row) {
    return row.replace(", ", " · ");
  }

  private boolean isIn(String peer, List<String> rows) {
    return rows.stream().anyMatch(row -> !Double.isNaN(figures.ratio(row, peer)));
  }

  private void legend(List<String> rows) {
    int x = LEFT;
    for (String peer : figures.peers().stream().filter(peer -> isIn(peer, rows)).toList()) {
      dot(peer, x, 20);
      add("<text x=\"%d\" y=\"24\">%s</text>", x + 8, peer);
      x += 20 + 8 * peer.length();
    }
  }

  private void scale(int height) {
    for (double ratio = 1 / MOST; ratio <= MOST; ratio *= 4) {
      int x = x(ratio);
      add(
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>",
          x, TOP - 8, x, height - 10, ratio == 1 ? "#444444" : "#dddddd");
      String label = ratio < 1 ? "1/" + Math.round(1 / ratio) : "" + Math.round(ratio);
      add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s×</text>", x, TOP - 12, label);
    }
  }

  private void row(String row, int y) {
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 12, y + 4, shown(row));
    for (String peer : figures.peers()) {
      double ratio = figures.ratio(row, peer);
      if (!Double.isNaN(ratio)) {
        dot(peer, x(ratio), y);
      }
    }
  }

  private void dot(String peer, int x, int y) {
    int radius = peer.startsWith("weft") ? 6 : 4;
    String colour = COLOURS.get(figures.peers().indexOf(peer) % COLOURS.size());
    add("<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"/>", x, y, radius, colour);
  }

  private static int x(double ratio) {
    double shown = Math.max(1 / MOST, Math.min(MOST, ratio));
    return LEFT + (int) Math.round(WIDTH * (0.5 + Math.log(shown) / (2 * Math.log(MOST))));
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
