package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.environment.Environment;
import dev.weft.internal.environment.ThreadKind;
import dev.weft.internal.task.FailureReporter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleTest {
  private final MultiThread scheduler =
      new MultiThread(
          new Settings(
              "idle",
              4,
              1,
              Duration.ofSeconds(1),
              Environment.ofJvm(0, ThreadKind.PLATFORM),
              new FailureReporter((task, e) -> {})));
  private final MultiThread.TimerWatch watch = new MultiThread.TimerWatch();
  private final Idle idle = new Idle(4);

  private Worker worker(int index) {
    return scheduler.worker(index);
  }

  @Test
  void wakesNobodyWhileAllAreAwake() {
    assertThat(idle.wakeOne(watch)).isNull();
    assertThat(idle.anySleeper()).isNull();
  }

  @Test
  void wakesWhoFellAsleepLastAndOneAtATime() {
    idle.fallAsleep(worker(0), false);
    idle.fallAsleep(worker(1), false);
    assertThat(idle.wakeOne(watch)).isSameAs(worker(1));
    assertThat(idle.wakeOne(watch)).as("one searches already").isNull();
    assertThat(idle.stopSearching()).as("the last searcher").isTrue();
    assertThat(idle.wakeOne(watch)).isSameAs(worker(0));
  }

  @Test
  void wakesTheWatchOfTheTimersOnlyIfNobodyElseSleeps() {
    idle.fallAsleep(worker(0), false);
    idle.fallAsleep(worker(1), false);
    watch.tryTake(worker(1));
    assertThat(idle.wakeOne(watch)).isSameAs(worker(0));
    idle.stopSearching();
    assertThat(idle.wakeOne(watch)).isSameAs(worker(1));
  }

  @Test
  void halfOfTheWorkersSearchAtMost() {
    assertThat(idle.startSearching()).isTrue();
    assertThat(idle.startSearching()).isTrue();
    assertThat(idle.startSearching()).isFalse();
    assertThat(idle.stopSearching()).isFalse();
    assertThat(idle.startSearching()).isTrue();
  }

  @Test
  void whoFallsAsleepMustLookAgainIfNobodySearches() {
    idle.startSearching();
    idle.startSearching();
    assertThat(idle.fallAsleep(worker(0), true)).isFalse();
    assertThat(idle.fallAsleep(worker(1), false)).isFalse();
    assertThat(idle.fallAsleep(worker(2), true)).as("the last searcher").isTrue();
  }

  @Test
  void whoReliedOnASearcherMustLookAgainIfItHasFoundWorkMeanwhile() {
    idle.startSearching();
    idle.startSearching();
    assertThat(idle.startSearching()).isFalse();
    idle.stopSearching();
    idle.stopSearching();
    assertThat(idle.wakeOne(watch)).as("nobody sleeps yet").isNull();
    assertThat(idle.fallAsleep(worker(2), false)).isTrue();
  }

  @Test
  void whoWakesUpByItselfIsNotWokenAgain() {
    idle.fallAsleep(worker(0), false);
    assertThat(idle.isAsleep(worker(0))).isTrue();
    assertThat(idle.wakeUp(worker(0))).isTrue();
    assertThat(idle.isAsleep(worker(0))).isFalse();
    assertThat(idle.wakeOne(watch)).isNull();

    idle.fallAsleep(worker(0), false);
    assertThat(idle.wakeOne(watch)).isSameAs(worker(0));
    assertThat(idle.wakeUp(worker(0))).as("somebody was faster").isFalse();
  }
}
