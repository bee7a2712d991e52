package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of a side-by-side run become a table with ratios. */
final class PeersReportTest {
  @Test
  void takesMediansAndRatios() {
    PeersReport report =
        new PeersReport(
            List.of(
                "# Linux, 2 cores",
                "call_chain tokio-mt2 ns/call:best 9.00",
                "call_chain tokio-mt2 ns/call:median 10.00",
                "call_chain weft-mt2 ns/call:median 4.00",
                "call_chain weft-mt2 ns/call:median 5.00",
                "call_chain weft-mt2 ns/call:median 9.00",
                "sleepers_1 weft-mt2 wall_ms:first 7.00",
                "sleepers_1 weft-mt2 wall_ms:best 6.00"));
    assertThat(report.page())
        .isEqualTo(
            """
            - Linux, 2 cores

            | workload, metric | tokio-mt2 | weft-mt2 |
            |---|---|---|
            | call_chain, ns/call | 10.0 (1.00×) | 5.00 (0.50×) |
            | sleepers_1, wall_ms:best | – | 6.00 |
            """);
  }
}
