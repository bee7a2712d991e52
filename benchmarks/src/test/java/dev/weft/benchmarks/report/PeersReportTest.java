package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of a side-by-side run become a table with ratios. */
final class PeersReportTest {
  @Test
  void takesMediansAndRatios() {
    PeerFigures figures =
        new PeerFigures(
            List.of(
                "# Linux, 2 cores",
                "call_chain tokio-mt2 ns/call:best 9.00",
                "call_chain tokio-mt2 ns/call:median 10.00",
                "call_chain tokio-ct ns/call:median 2.00",
                "call_chain weft-mt2 ns/call:median 4.00",
                "call_chain weft-mt2 ns/call:median 5.00",
                "call_chain weft-mt2 ns/call:median 9.00",
                "call_chain weft-ct ns/call:median 4.00",
                "sleepers_1 weft-mt2 wall_ms:first 7.00",
                "sleepers_1 weft-mt2 wall_ms:best 6.00"));
    assertThat(new PeersReport(figures).table())
        .isEqualTo(
            """
            - Linux, 2 cores

            | workload, metric | tokio-mt2 | tokio-ct | weft-mt2 | weft-ct |
            |---|---|---|---|---|
            | call_chain, ns/call, best | 9.00 (1.00×) | – | – | – |
            | call_chain, ns/call | 10.0 (1.00×) | 2.00 (1.00×) | 5.00 (0.50×) | 4.00 (2.00×) |
            | sleepers_1, wall_ms | – | – | 6.00 | – |
            """);
  }

  @Test
  void comparesWithTheFirstPeerWhereTokioTakesNoPart() {
    PeerFigures figures =
        new PeerFigures(
            List.of(
                "GET redis-server req/s 100",
                "GET redis-server req/s 300",
                "GET redis-server req/s 200",
                "GET weft req/s 150"));
    assertThat(new PeersReport(figures).table())
        .contains("| GET, req/s | 200 (1.00×) | 150 (0.75×) |");
    assertThat(new PeersChart(figures).isEmpty()).isTrue();
  }

  @Test
  void drawsADotForEachPeer() {
    PeerFigures figures =
        new PeerFigures(
            List.of(
                "call_chain tokio-mt2 ns/call:median 10.00",
                "call_chain weft-mt2 ns/call:median 10.00",
                "call_chain vt ns/call:median 1000.00",
                "tcp_echo tokio-mt2 req/s 10.00",
                "tcp_echo weft-mt2 req/s 10.00"));
    String svg = new PeersChart(figures).svg();
    assertThat(svg).contains("call_chain · ns/call").doesNotContain("tcp_echo");
    assertThat(svg).as("in the middle").contains("<circle cx=\"580\" cy=\"82\" r=\"6\"");
    assertThat(svg).as("on the edge").contains("<circle cx=\"900\" cy=\"82\" r=\"4\"");
  }
}
