package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.report.JmhReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every benchmark still runs, once, and the report finds all that it speaks of. */
final class SmokeTest {
  @TempDir Path directory;

  @Test
  void everyBenchmarkRunsAndIsReported() throws Exception {
    String block = "jmh " + Runtime.version().feature();
    Path page = directory.resolve("page.md");
    Files.writeString(page, "before\n<!-- begin " + block + " -->\n<!-- end " + block + " -->\n");
    String once = "-bm ss -f 0 -wi 0 -i 1 -v SILENT";
    String[] arguments = (page + " " + directory.resolve("out.json") + " " + once).split(" ", -1);
    JmhReport.main(arguments);
    assertThat(Files.readString(page))
        .contains("fused call / Kotlin", "| CallChain.fused base=0 |");
  }
}
