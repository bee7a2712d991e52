package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Flavor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

/** Which seeds a test runs with, and what is said of one with which it fails. */
final class SeedsTest {
  private static final List<Object> NOTES = new ArrayList<>();

  @BeforeEach
  @AfterEach
  void forget() {
    NOTES.clear();
    System.clearProperty("weft.test.seed");
    System.clearProperty("weft.test.repeat");
    System.clearProperty("weft.test.schedule");
  }

  static final class Repeated {
    @AsyncTest(repeat = 3, seed = 40)
    void body(TestRuntime runtime) {
      await(yieldNow());
      NOTES.add(runtime.seed());
      NOTES.add(runtime.random().nextInt());
    }
  }

  @Test
  void eachRunHasTheNextSeed() {
    assertThat(Samples.passed(Repeated.class))
        .containsExactly(
            "deterministic, seed 40", "deterministic, seed 41", "deterministic, seed 42");
    assertThat(NOTES).hasSize(6).contains(40L, 41L, 42L).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedGivesTheSameRandomNumbers() {
    Samples.passed(Repeated.class);
    List<Object> first = List.copyOf(NOTES);
    NOTES.clear();
    Samples.passed(Repeated.class);
    assertThat(NOTES).isEqualTo(first);
  }

  @Test
  void aPropertyAsksForOneSeed() {
    System.setProperty("weft.test.seed", "-7");
    Samples.passed(Repeated.class);
    assertThat(NOTES).hasSize(2).startsWith(-7L);
  }

  @Test
  void aPropertyAsksForMoreRuns() {
    System.setProperty("weft.test.repeat", "5");
    Samples.passed(Repeated.class);
    assertThat(NOTES).hasSize(10).endsWith(44L, NOTES.get(9));
  }

  @Test
  void aPropertyThatIsNoNumberIsRefused() {
    System.setProperty("weft.test.seed", "17a");
    assertThat(Samples.failure(Repeated.class))
        .hasMessage(
            "@AsyncTest on Repeated.body(TestRuntime): the system property weft.test.seed must be a"
                + " whole number: 17a");
  }

  static final class FailingAt2 {
    @AsyncTest(repeat = 1000)
    void body(TestRuntime runtime) {
      await(yieldNow());
      NOTES.add(runtime.seed());
      if (runtime.seed() == 2) {
        throw new AssertionFailedError("it is two", 1, 2);
      }
    }
  }

  @Test
  void noSeedIsTriedAfterAFailure() {
    EngineExecutionResults results = Samples.run(FailingAt2.class);
    assertThat(NOTES).containsExactly(0L, 1L, 2L);
    assertThat(results.testEvents().started().list()).hasSize(3);
  }

  @Test
  void whenJUnitRunsTestsInParallelTheRunsOfOneStayInOrder() {
    Samples.run(
        FailingAt2.class,
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"));
    assertThat(NOTES).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aFailureKeepsItsTypeAndTellsTheSeedAndTheCommand() {
    Throwable failure = Samples.only(Samples.run(FailingAt2.class));
    assertThat(failure).isInstanceOf(AssertionFailedError.class).hasMessage("it is two");
    assertThat(failure.getSuppressed())
        .singleElement()
        .hasToString(
            "dev.weft.junit5.FoundWithSeed: with seed 2 on a deterministic runtime; to replay it:"
                + " mvn test -Dtest='dev.weft.junit5.SeedsTest$FailingAt2#body'"
                + " -Dweft.test.seed=2");
    assertThat(failure.getSuppressed()[0].getStackTrace()).isEmpty();
  }

  @Test
  void theSeedThatIsToldFailsAgain() {
    System.setProperty("weft.test.seed", "2");
    assertThat(Samples.failure(FailingAt2.class)).hasMessage("it is two");
    assertThat(NOTES).containsExactly(2L);
  }

  static final class WithoutSeeds {
    @AsyncTest
    void body(TestRuntime runtime) {
      NOTES.add(runtime.seed());
    }

    @AsyncTest(repeat = 2, flavor = Flavor.MULTI_THREAD)
    void onWorkers(TestRuntime runtime) {
      NOTES.add(runtime.seed());
    }
  }

  @Test
  void whoAsksForSeedsGetsADeterministicRuntimeUnlessTheTestNamesAnother() {
    assertThat(Samples.passed(WithoutSeeds.class))
        .containsExactlyInAnyOrder(
            "current-thread", "multi-thread, seed 0", "multi-thread, seed 1");
    System.setProperty("weft.test.repeat", "1");
    assertThat(Samples.passed(WithoutSeeds.class))
        .containsExactlyInAnyOrder("current-thread", "multi-thread");
    System.setProperty("weft.test.seed", "8");
    assertThat(Samples.passed(WithoutSeeds.class))
        .containsExactlyInAnyOrder("deterministic, seed 8", "multi-thread, seed 8");
  }

  static final class WrongRepeat {
    @AsyncTest(repeat = 0)
    void body() {}
  }

  static final class WrongWorkers {
    @AsyncTest(workers = -1)
    void body() {}
  }

  static final class WorkersOfNone {
    @AsyncTest(workers = 2)
    void body() {}
  }

  static final class PausedWorkers {
    @AsyncTest(startPaused = true, flavor = Flavor.MULTI_THREAD)
    void body() {}
  }

  static final class WrongSeed {
    @AsyncTest(seed = {1, 2})
    void body() {}
  }

  static final class WrongTimeout {
    @AsyncTest(timeout = "soon")
    void body() {}
  }

  @Test
  void wrongSettingsAreRefusedInWords() {
    assertThat(Samples.failure(WrongRepeat.class))
        .hasMessage("@AsyncTest on WrongRepeat.body(): repeat must be at least 1: 0");
    assertThat(Samples.failure(WrongWorkers.class))
        .hasMessage("@AsyncTest on WrongWorkers.body(): workers must not be negative: -1");
    assertThat(Samples.failure(WorkersOfNone.class))
        .hasMessage(
            "@AsyncTest on WorkersOfNone.body(): workers are for flavor = MULTI_THREAD; other"
                + " runtimes have none");
    assertThat(Samples.failure(PausedWorkers.class))
        .hasMessage(
            "@AsyncTest on PausedWorkers.body(): the time of a multi-thread runtime can't stand"
                + " still; remove startPaused, or choose another flavor");
    assertThat(Samples.failure(WrongSeed.class))
        .hasMessage(
            "@AsyncTest on WrongSeed.body(): seed is the first one only; repeat says how many there"
                + " are");
    assertThat(Samples.failure(WrongTimeout.class))
        .hasMessage(
            "@AsyncTest on WrongTimeout.body(): timeout must be a number and one of ns, μs, ms, s,"
                + " m, h and d, as in \"60 s\": \"soon\"");
  }
}
