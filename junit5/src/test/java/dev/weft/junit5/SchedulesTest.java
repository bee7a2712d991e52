package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.DeadlockException;
import dev.weft.Exploration;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that go through schedules, and tests that own the time. */
@Timeout(60)
final class SchedulesTest {
  private static final List<Object> NOTES = new ArrayList<>();
  private static final Pattern PROPERTY = Pattern.compile("-D(weft\\.test\\.\\w+)=(\\S+)$");

  @BeforeEach
  @AfterEach
  void forget() {
    NOTES.clear();
    System.clearProperty("weft.test.seed");
    System.clearProperty("weft.test.schedule");
  }

  /** Loses updates where another one comes between reading and writing. */
  static class Counter {
    private int sum;

    @Async
    final Future<Void> add(int amount) {
      int before = sum;
      await(yieldNow());
      sum = before + amount;
      return ready();
    }

    final int sum() {
      return sum;
    }
  }

  static final class LosingUpdates extends Counter {
    @AsyncTest(repeat = 1000)
    void adds() {
      NOTES.add("run");
      var one = spawn(add(1));
      var other = spawn(add(2));
      await(one);
      await(other);
      assertEquals(3, sum());
    }
  }

  static final class LosingUpdatesExhaustively extends Counter {
    @AsyncTest(exploration = Exploration.EXHAUSTIVE)
    void adds() {
      NOTES.add("run");
      var one = spawn(add(1));
      var other = spawn(add(2));
      await(one);
      await(other);
      assertEquals(3, sum());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {LosingUpdates.class, LosingUpdatesExhaustively.class})
  void aBugIsFoundAndReplayed(Class<?> sample) {
    Throwable failure = Samples.failure(sample);
    Matcher replay = PROPERTY.matcher(failure.getSuppressed()[0].getMessage());
    assertThat(replay.find()).as(failure.getSuppressed()[0].getMessage()).isTrue();
    System.setProperty(replay.group(1), replay.group(2));
    NOTES.clear();
    for (int i = 0; i < 20; i++) {
      assertThat(Samples.failure(sample)).hasMessage(failure.getMessage());
    }
    assertThat(NOTES).hasSize(20);
  }

  static final class SmallEnough {
    @AsyncTest(exploration = Exploration.EXHAUSTIVE)
    void all() {
      StringBuilder order = new StringBuilder();
      var one = spawn(() -> order.append("a"));
      var other = spawn(() -> order.append("b"));
      await(one);
      await(other);
      NOTES.add(order.toString());
    }
  }

  @Test
  void allSchedulesOfASmallTestAreRun() {
    List<String> names = Samples.passed(SmallEnough.class);
    assertThat(names)
        .hasSizeGreaterThan(1)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith("deterministic, choices:"));
    assertThat(NOTES).contains("ab", "ba");
  }

  static final class SomeOf {
    @AsyncTest(exploration = Exploration.EXHAUSTIVE, repeat = 2)
    void some() {
      await(join(yieldNow(), yieldNow()));
      var one = spawn(yieldNow());
      var other = spawn(yieldNow());
      await(one);
      await(other);
    }
  }

  @Test
  void noMoreSchedulesAreRunThanAskedFor() {
    assertThat(Samples.passed(SomeOf.class)).hasSize(2);
  }

  static final class Stuck {
    @AsyncTest(seed = 1)
    void waits() {
      await(pending());
    }
  }

  @Test
  void aTestThatCanNeverEndFailsAtOnce() {
    assertThat(Samples.failure(Stuck.class))
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("waits for pending()")
        .hasMessageContaining("SchedulesTest$Stuck.waits");
  }

  static final class Leaving {
    @AsyncTest(seed = 1)
    void forgets() {
      spawn(pending());
      spawn(sleep(Duration.ofDays(1)));
    }
  }

  @Test
  void aTaskThatIsLeftOverFailsTheTest() {
    assertThat(Samples.failure(Leaving.class))
        .hasMessageStartingWith("2 tasks are still alive at the end of the test");
  }

  static final class OwningTheTime {
    @AsyncTest(startPaused = true)
    void paused(TestClock clock) {
      await(sleep(Duration.ofDays(30)));
      assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(30));
      await(clock.advance(Duration.ofHours(1)));
      assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(30).plusHours(1));
    }

    @AsyncTest(flavor = Flavor.DETERMINISTIC)
    void always(TestClock clock) {
      await(sleep(Duration.ofDays(30)));
      assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(30));
    }
  }

  @Test
  void sleepsTakeNoRealTimeWhereItStandsStill() {
    assertThat(Samples.passed(OwningTheTime.class))
        .containsExactlyInAnyOrder("current-thread", "deterministic, seed 0");
  }

  static final class ClockOfWorkers {
    @AsyncTest(flavor = Flavor.MULTI_THREAD)
    void never(TestClock clock) {}
  }

  @Test
  void theTimeOfWorkersIsNoParameter() {
    assertThat(Samples.failure(ClockOfWorkers.class))
        .hasMessageContaining("TestClock")
        .hasMessageContaining("can't be paused");
  }

  @Test
  void aScheduleThatIsNoneIsRefused() {
    System.setProperty("weft.test.schedule", "by heart");
    EngineExecutionResults results = Samples.run(Stuck.class);
    assertThat(Samples.only(results))
        .hasMessageStartingWith("@AsyncTest on Stuck.waits(): a schedule is 'random-walk:' or");
  }
}
