package dev.weft.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Exploration;
import dev.weft.Schedule;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static List<Long> run(Schedule schedule) {
    return Runs.run(((Plan) schedule).start(), 4, 4, 4);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXHAUSTIVE")
  void theSameSeedMakesTheSameChoices(Exploration exploration) {
    Iterator<Schedule> schedules = exploration.schedules(-3);
    Set<List<Long>> orders = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Schedule schedule = schedules.next();
      assertThat(schedule.seed()).isEqualTo(i - 3);
      List<Long> order = run(schedule);
      orders.add(order);
      assertThat(run(schedule)).isEqualTo(order);
      assertThat(run(Schedule.parse(schedule.toString()))).isEqualTo(order);
    }
    assertThat(orders).hasSizeGreaterThan(20);
  }

  @Test
  void mixedSeedsTakeTurns() {
    Iterator<Schedule> schedules = Exploration.MIXED.schedules(-2);
    assertThat(List.of(schedules.next(), schedules.next(), schedules.next(), schedules.next()))
        .map(Schedule::toString)
        .containsExactly("random-walk:-2", "priorities:-1", "random-walk:0", "priorities:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random-walk:17",
        "random-walk:-9223372036854775808",
        "priorities:9223372036854775807",
        "choices:",
        "choices:0.12.3"
      })
  void textsOfSchedulesCanBeRead(String text) {
    assertThat(Schedule.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17",
        ":",
        "random-walk",
        "random-walk:",
        "random-walk:x",
        "random-walk:17 ",
        "walk:1",
        "priorities:1.5",
        "choices:-1",
        "choices:1.x",
        "choices:99999999999"
      })
  void otherTextsAreRefusedWithTheFormThatIsWanted(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a schedule is 'random-walk:' or 'priorities:' with a whole number behind it, or"
                + " 'choices:' with numbers between dots, as a failed test prints it: "
                + text);
  }

  /**
   * Each of six orders should come about 1,667 times of 10,000; six standard deviations are 224.
   */
  @Test
  void aRandomWalkGivesAllTheSameChance() {
    int first = 0;
    for (long seed = 0; seed < 10_000; seed++) {
      if (Runs.run(new RandomWalk(seed).start(), 1, 1, 1).equals(List.of(1L, 2L, 0L))) {
        first++;
      }
    }
    assertThat(first).isBetween(1667 - 224, 1667 + 224);
  }

  @Test
  void prioritiesInterruptRarelyAndAtAnyPlace() {
    Set<Integer> places = new HashSet<>();
    for (long seed = 0; seed < 1_000; seed++) {
      List<Long> order = Runs.run(new Priorities(seed).start(), 20, 20);
      assertThat(Runs.interruptions(order)).isLessThanOrEqualTo(3);
      if (Runs.interruptions(order) == 1) {
        places.add(order.lastIndexOf(order.get(0)) == 39 ? order.indexOf(1 - order.get(0)) : 0);
      }
    }
    assertThat(places).hasSizeGreaterThan(15);
  }

  @Test
  void whoYieldsGetsAnotherPriority() {
    List<Candidate> both = List.of(() -> 1, () -> 2);
    Chooser chooser = new Priorities(1).start();
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      int first = chooser.next(both, Chooser.NOBODY);
      chooser.yielded(both.get(first).key());
      chosen.add(first);
    }
    assertThat(chosen).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void whoNeverLeavesOffFallsBehindSomeTime() {
    List<Candidate> both = List.of(() -> 1, () -> 2);
    Chooser chooser = new Priorities(1).start();
    Set<Integer> chosen = new HashSet<>();
    int last = Chooser.NOBODY;
    for (int i = 0; i < 20_000; i++) {
      last = chooser.next(both, last);
      if (i > 10_000) {
        chosen.add(last);
      }
    }
    assertThat(chosen).containsExactlyInAnyOrder(0, 1);
  }
}
