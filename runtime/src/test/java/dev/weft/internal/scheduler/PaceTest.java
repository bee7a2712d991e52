package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
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
