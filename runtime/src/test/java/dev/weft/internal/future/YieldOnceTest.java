package dev.weft.internal.future;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class YieldOnceTest {
  private final CountingStrand strand = new CountingStrand();

  @Test
  @Tag("T56")
  void outsideOfARuntimeItWakesAtOnceAndEndsAtTheSecondPoll() {
    YieldOnce yield = new YieldOnce();
    assertThat(strand.poll(yield)).isSameAs(Poll.PENDING);
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(yield)).isNull();
    assertThat(strand.wakes()).isEqualTo(1);
  }
}
