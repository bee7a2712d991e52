package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static List<Integer> choices(long seed, int worker) {
    SplittableRandom random = new Pace(61, 61, seed).random(worker);
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
  void eachWorkerChoosesForItself() {
    assertThat(choices(7, 0)).isNotEqualTo(choices(7, 1));
    assertThat(choices(7, 1)).isNotEqualTo(choices(7, 2));
  }

  @Test
  void anIntervalCountsTurns() {
    Interval third = new Interval(3);
    List<Boolean> turns = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      turns.add(third.isOver());
    }
    assertThat(turns).containsExactly(false, false, true, false, false, true);
  }

  @Test
  void anIntervalOfOneIsAlwaysOver() {
    Interval each = new Interval(1);
    for (int i = 0; i < 5; i++) {
      assertThat(each.isOver()).isTrue();
    }
  }
}
