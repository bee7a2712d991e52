package dev.weft.weaver.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole corpus, which the Maven profile {@code corpus} puts on the class path. */
final class FullCorpus {
  @Test
  void everyMethodIsWovenOrRefusedForAGoodReason() throws IOException {
    Map<Pass, Map<String, Tally>> passes = new EnumMap<>(Pass.class);
    for (Pass pass : Pass.values()) {
      passes.put(pass, Corpus.whole().run(pass));
    }
    CorpusReport report = new CorpusReport(passes);
    Files.writeString(
        Path.of(System.getProperty("weft.corpus.report")), report.text(), StandardCharsets.UTF_8);
    assertThat(report.sum().failures()).isEmpty();
    passes.forEach(
        (pass, jars) ->
            assertThat(CorpusReport.sum(jars.values()).get(Count.WOVEN)).isGreaterThan(50_000));
  }
}
