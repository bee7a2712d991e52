package dev.weft.it.exploration;

import static java.lang.System.Logger.Level.INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weft.Exploration;
import dev.weft.Schedule;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Known bugs are found within 1,000 schedules, and repeated by the schedule that has found them.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExplorationTest {
  private static final System.Logger LOG = System.getLogger(ExplorationTest.class.getName());
  private static final int RUNS = 1_000;
  private static final int REPLAYS = 100;

  private static Stream<Arguments> everyWay() {
    return Arrays.stream(Bug.values())
        .flatMap(bug -> Arrays.stream(Exploration.values()).map(way -> arguments(bug, way)));
  }

  /** Runs a program with all schedules; tells how many fail, and gives the first one that does. */
  private static @Nullable Schedule find(Bug bug, Exploration exploration) {
    Iterator<Schedule> schedules = exploration.schedules(0);
    Schedule found = null;
    int first = 0;
    int failures = 0;
    int runs = 0;
    while (runs < RUNS && schedules.hasNext()) {
      Schedule schedule = schedules.next();
      runs++;
      if (bug.runBroken(schedule) != null) {
        failures++;
        found = found == null ? schedule : found;
        first = first == 0 ? runs : first;
      }
    }
    LOG.log(INFO, "{0} by {1}: {2} of {3}, no. {4}", bug, exploration, failures, runs, first);
    return found;
  }

  /** What a failure says but for what numbers it gives to tasks and objects. */
  private static String text(@Nullable Throwable failure) {
    return String.valueOf(failure).replaceAll("task \\d+", "task").replaceAll("@\\w+", "");
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void eachBugIsFoundAndReplayed(Bug bug, Exploration exploration) {
    Schedule schedule = find(bug, exploration);
    assertThat(schedule).isNotNull();
    Set<String> failures = new HashSet<>();
    for (int i = 0; i < REPLAYS; i++) {
      Throwable failure = bug.runBroken(Schedule.parse(Objects.toString(schedule)));
      assertThat(failure).isInstanceOf(bug.failure());
      failures.add(text(failure));
    }
    assertThat(failures).hasSize(1);
  }

  /** So what is found is the bug, and nothing of the runtime's making. */
  @ParameterizedTest
  @MethodSource("everyWay")
  void nothingIsFoundOnceItIsMended(Bug bug, Exploration exploration) {
    Iterator<Schedule> schedules = exploration.schedules(0);
    for (int run = 0; run < RUNS && schedules.hasNext(); run++) {
      Schedule schedule = schedules.next();
      assertThat(bug.runMended(schedule)).as("%s", schedule).isNull();
    }
  }
}
