package dev.weft.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Exploration;
import dev.weft.Schedule;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DepthFirstTest {
  private static Set<List<Long>> withFewInterruptions(int... turns) {
    return Runs.possible(turns).stream()
        .filter(order -> Runs.interruptions(order) <= Path.MAX_INTERRUPTIONS)
        .collect(Collectors.toSet());
  }

  @Test
  void comesByEachOrderWithFewInterruptionsOnce() {
    for (int[] turns : new int[][] {{1}, {1, 1}, {2, 2}, {3, 3}, {1, 2, 3}, {3, 3, 3}, {5, 4}}) {
      assertThat(Runs.all(Exploration.EXHAUSTIVE.schedules(0), turns))
          .containsExactlyInAnyOrderElementsOf(withFewInterruptions(turns));
    }
  }

  @Test
  void leavesNobodyOutAtFirst() {
    assertThat(Runs.possible(5, 4)).hasSizeGreaterThan(withFewInterruptions(5, 4).size());
    assertThat(Runs.run(new Path().start(), 3, 2)).containsExactly(0L, 0L, 0L, 1L, 1L);
  }

  @Test
  void choicesOfOtherKindsAreGoneThroughToo() {
    Iterator<Schedule> schedules = Exploration.EXHAUSTIVE.schedules(0);
    StringBuilder seen = new StringBuilder();
    while (schedules.hasNext()) {
      Chooser chooser = ((Plan) schedules.next()).start();
      int first = chooser.choose(2);
      seen.append(first).append(first == 0 ? chooser.choose(3) : chooser.choose(1)).append(' ');
    }
    assertThat(seen).hasToString("00 01 02 10 ");
  }

  @Test
  void aScheduleIsRepeatedFromItsText() {
    Iterator<Schedule> schedules = Exploration.EXHAUSTIVE.schedules(0);
    while (schedules.hasNext()) {
      Schedule schedule = schedules.next();
      List<Long> order = Runs.run(((Plan) schedule).start(), 3, 2, 2);
      Schedule again = Schedule.parse(schedule.toString());
      assertThat(Runs.run(((Plan) again).start(), 3, 2, 2)).isEqualTo(order);
    }
    assertThatThrownBy(schedules::next).isInstanceOf(NoSuchElementException.class);
  }
}
