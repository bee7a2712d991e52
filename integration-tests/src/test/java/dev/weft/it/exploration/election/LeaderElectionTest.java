package dev.weft.it.exploration.election;

import static dev.weft.Weft.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Schedule;
import dev.weft.junit5.AsyncTest;
import dev.weft.junit5.TestRuntime;
import dev.weft.time.TestClock;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With {@code -Dweft.test.repeat=10000} it tries as many seeds. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LeaderElectionTest {
  private static final System.Logger LOG = System.getLogger(LeaderElectionTest.class.getName());
  private static final int MAX_SEEDS = 10_000;
  private static final int REPLAYS = 100;

  private static Duration simulated = Duration.ZERO;
  private static Duration real = Duration.ZERO;

  @AfterAll
  static void tell() {
    LOG.log(
        System.Logger.Level.INFO,
        "{0} s were simulated in {1} s",
        simulated.toSeconds(),
        real.toMillis() / 1e3);
  }

  @AsyncTest(repeat = 200)
  void neverTwoLeadersInATermAndOneInTheEnd(TestRuntime runtime, TestClock clock) {
    long start = System.nanoTime();
    await(new LeaderElection(Host.Voting.WRITE_FIRST, runtime.random()).run());
    simulated = simulated.plus(clock.elapsed());
    real = real.plusNanos(System.nanoTime() - start);
  }

  private static @Nullable AssertionError failureOfTheOneWithABug(long seed) {
    LeaderElection election =
        new LeaderElection(Host.Voting.SEND_FIRST, new SplittableRandom(seed));
    try (AsyncRuntime runtime = AsyncRuntime.deterministic(Schedule.randomWalk(seed)).build()) {
      runtime.<@Nullable Void>blockOn(election.run());
      return null;
    } catch (AssertionError e) {
      return e;
    }
  }

  @Test
  void aHostThatForgetsItsVoteIsFoundAndReplayed() {
    long seed =
        LongStream.range(0, MAX_SEEDS)
            .filter(each -> failureOfTheOneWithABug(each) != null)
            .findFirst()
            .orElseThrow();
    LOG.log(
        System.Logger.Level.INFO, "the host that forgets its vote is found with seed {0}", seed);
    AssertionError found = Objects.requireNonNull(failureOfTheOneWithABug(seed));
    assertThat(found).hasMessageContaining("two hosts lead in term");
    for (int i = 0; i < REPLAYS; i++) {
      assertThat(failureOfTheOneWithABug(seed)).hasMessage(found.getMessage());
    }
  }
}
