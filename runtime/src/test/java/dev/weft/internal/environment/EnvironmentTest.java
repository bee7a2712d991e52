package dev.weft.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static List<Integer> choices(long seed, int part) {
    SplittableRandom random = Environment.ofJvm(seed, ThreadKind.PLATFORM).random(part);
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      choices.add(random.nextInt(8));
    }
    return choices;
  }

  @Test
  @Tag("T24")
  void theSameSeedMakesTheSameChoices() {
    assertThat(choices(7, 2)).isEqualTo(choices(7, 2));
    assertThat(choices(7, 2)).isNotEqualTo(choices(8, 2));
  }

  @Test
  @Tag("T24")
  void eachPartChoosesForItself() {
    assertThat(choices(7, 0)).isNotEqualTo(choices(7, 1));
    assertThat(choices(7, 1)).isNotEqualTo(choices(7, 2));
  }
}
