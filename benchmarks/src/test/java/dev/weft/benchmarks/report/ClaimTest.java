package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A claim says whether it holds. */
final class ClaimTest {
  private static final Map<String, Figure> FIGURES =
      Map.of(
          "fast", new Figure(2, 2, 2, "ns/op", 0.001),
          "slow", new Figure(3, 3, 3, "ns/op", 16));

  @Test
  void comparesTwoFigures() {
    assertThat(Claim.ratio("a", "slow", "fast", 1.3).row(FIGURES))
        .isEqualTo("| a | 1.50× | ≤ 1.30 | **no** |%n".formatted());
    assertThat(Claim.ratio("b", "fast", "slow", 1).row(FIGURES))
        .isEqualTo("| b | 0.67× | ≤ 1.00 | yes |%n".formatted());
  }

  @Test
  void comparesAFigureWithALimit() {
    assertThat(Claim.atMost("c", "slow", 2).row(FIGURES)).contains("**no**");
    assertThat(Claim.atLeast("d", "slow", 2).row(FIGURES)).contains("yes");
    assertThat(Claim.allocatesNothing("e", "fast").row(FIGURES)).contains("yes");
    assertThat(Claim.allocatesNothing("f", "slow").row(FIGURES)).contains("**no**");
  }

  @Test
  void comparesWhatTwoAllocate() {
    assertThat(Claim.allocatesNoMore("g", "slow", "slow").row(FIGURES))
        .isEqualTo("| g | 0.00 | ≤ 0.10 | yes |%n".formatted());
    assertThat(Claim.allocatesNoMore("h", "slow", "fast").row(FIGURES)).contains("**no**");
  }
}
