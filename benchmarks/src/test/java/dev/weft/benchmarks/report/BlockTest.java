package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A block of a page is replaced, and nothing else of it. */
final class BlockTest {
  private static final String PAGE =
      "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n<!-- begin y -->\n<!-- end y -->\n";

  @Test
  void replacesWhatStandsBetweenTheComments() {
    assertThat(Block.replaced(PAGE, "x", "new\n")).isEqualTo(PAGE.replace("old", "new"));
    assertThat(Block.replaced(PAGE, "y", "c\n"))
        .isEqualTo(PAGE.replace("begin y -->\n", "begin y -->\nc\n"));
  }

  @Test
  void refusesAnUnknownName() {
    assertThatThrownBy(() -> Block.replaced(PAGE, "z", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"z\"");
  }
}
