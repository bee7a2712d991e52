package dev.weft.weaver.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A slice of the corpus: some of the classes that are on the class path of the tests anyway. {@link
 * FullCorpus} is the whole.
 */
final class CorpusTest {
  @ParameterizedTest
  @EnumSource(Pass.class)
  void everyMethodIsWovenOrRefusedForAGoodReason(Pass pass) throws IOException {
    Tally sum = new Tally();
    Corpus.oneIn(30).run(pass).values().forEach(sum::addAll);
    assertThat(sum.failures()).isEmpty();
    assertThat(sum.get(Count.WOVEN) - sum.get(Count.NOT_LINKABLE)).isGreaterThan(500);
    assertThat(sum.get(Count.SUSPENSIONS)).isGreaterThan(2_500);
  }
}
