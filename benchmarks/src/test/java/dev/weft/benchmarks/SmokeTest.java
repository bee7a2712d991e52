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
  void everyBenchmarkOfCodeRunsAndIsReported() throws Exception {
    assertThat(pageOf("code")).contains("fused call / Kotlin", "| CallChain.fused base=0 |");
  }

  @Test
  void everyBenchmarkWhereNobodyWaitsRunsAndIsReported() throws Exception {
    assertThat(pageOf("uncontended"))
        .contains("beside the future", "| UncontendedLocks.mutexLock |");
  }

  @Test
  void everyContestRunsAndIsReported() throws Exception {
    assertThat(pageOf("sync")).contains("MpscFive / kotlin", "| MpscFive.weftOneThread |");
  }

  @Test
  void everyBenchmarkOfStreamsRunsAndIsReported() throws Exception {
    assertThat(pageOf("streams")).contains("pipeline / Reactor", "| MillionElements.kotlin |");
  }

  private String pageOf(String subject) throws Exception {
    String block = subject + " " + Runtime.version().feature();
    Path page = directory.resolve("page.md");
    Files.writeString(page, "before\n<!-- begin " + block + " -->\n<!-- end " + block + " -->\n");
    String once = "-bm ss -f 0 -wi 0 -i 1 -v SILENT";
    String[] arguments =
        (page + " " + directory.resolve("out.json") + " " + subject + " " + once).split(" ", -1);
    JmhReport.main(arguments);
    return Files.readString(page);
  }
}
