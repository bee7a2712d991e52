package dev.weft.internal.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Stuck;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.task.SlowPoll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker whose polls and place the test makes up, with time that passes as the test says. */
class WatchTest {
  private final Stuck stuck = new Stuck();
  private final Task<?> task = new StubScheduler().newTask();
  private final FakeClock clock = new FakeClock(Long.MAX_VALUE - 60);
  private final List<SlowPoll> told = new ArrayList<>();
  private final List<Integer> heldUp = new ArrayList<>();
  private boolean alive = true;
  private @Nullable Thread thread = stuck.here;
  private final WorkerMeter meter =
      new WorkerMeter("test", clock, null, () -> thread, () -> 0, () -> 0, () -> 0);
  private final Watch watch =
      new Watch(List.of(meter), this::find, Duration.ofNanos(100), told::add, heldUp::add);

  private @Nullable Task<?> find(long number) {
    return number == task.id().value() && alive ? task : null;
  }

  @BeforeEach
  void start() throws InterruptedException {
    stuck.start();
  }

  @AfterEach
  void leave() {
    stuck.leave();
  }

  private void sampleAfter(long nanos) {
    clock.advance(Duration.ofNanos(nanos));
    watch.sample(clock.nanoTime());
  }

  private void sampleTimes(int times) {
    for (int i = 0; i < times; i++) {
      sampleAfter(50);
    }
  }

  private void slowPoll() {
    meter.pollStarts(task);
    sampleTimes(3);
    meter.pollEnds(task);
  }

  @Test
  void aPollIsToldWhenItHasTakenTheThreshold() {
    meter.pollStarts(task);
    sampleAfter(0);
    sampleAfter(50);
    sampleAfter(49);
    assertThat(told).isEmpty();
    sampleAfter(1);
    assertThat(told).hasSize(1);
    SlowPoll poll = told.get(0);
    assertThat(poll.thread()).isEqualTo("acme-1");
    assertThat(poll.busy()).isEqualTo(Duration.ofNanos(100));
    assertThat(poll.site().toString()).startsWith("com.acme.Stuck.here(Stuck.java:");
    assertThat(poll.task()).isEqualTo(task.toString());
    assertThat(poll.spawnedAt()).isEqualTo(task.spawnedAt());
    assertThat(poll.stack()).extracting(StackTraceElement::getMethodName).contains("here", "await");
  }

  @Test
  void aPollIsToldOnceHoweverLongItTakes() {
    meter.pollStarts(task);
    sampleTimes(100);
    assertThat(told).hasSize(1);
  }

  @Test
  void aPlaceIsToldOnceAndEachOtherToo() {
    slowPoll();
    slowPoll();
    assertThat(told).hasSize(1);
    thread = stuck.there;
    slowPoll();
    thread = stuck.here;
    slowPoll();
    assertThat(told)
        .extracting(poll -> poll.site().getMethodName())
        .containsExactly("here", "there");
  }

  @Test
  void shortPollsAreNotTakenForALongOne() {
    for (int i = 0; i < 100; i++) {
      meter.pollStarts(task);
      sampleTimes(1);
      meter.pollEnds(task);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aWorkerWithoutAPollIsNotBusy() {
    sampleTimes(100);
    meter.pollStarts(task);
    meter.pollEnds(task);
    sampleTimes(100);
    assertThat(told).isEmpty();
  }

  @Test
  void timeInWhichNoSamplesWereTakenDoesNotCount() {
    meter.pollStarts(task);
    sampleAfter(0);
    sampleAfter(50);
    sampleAfter(1_000_000_000);
    assertThat(told).as("50 and 50 of the gap").hasSize(1);
    assertThat(told.get(0).busy()).isEqualTo(Duration.ofNanos(100));
  }

  @Test
  void aSampleThatIsALittleLateCountsForOneThatIsNot() {
    meter.pollStarts(task);
    sampleAfter(0);
    sampleAfter(60);
    sampleAfter(49);
    assertThat(told).as("50 and 49").isEmpty();
    sampleAfter(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void aLoneGapIsNoReasonToTell() {
    meter.pollStarts(task);
    sampleAfter(0);
    sampleAfter(1_000_000_000);
    assertThat(told).isEmpty();
  }

  @Test
  void nothingIsToldWhileNoThreadIsTheWorker() {
    thread = null;
    slowPoll();
    assertThat(told).isEmpty();
  }

  @Test
  void nothingIsToldOfAPollThatEndsWhileItIsLookedAt() {
    WorkerMeter[] ending = {null};
    ending[0] =
        new WorkerMeter(
            "test",
            clock,
            null,
            () -> {
              ending[0].pollEnds(task);
              return stuck.here;
            },
            () -> 0,
            () -> 0,
            () -> 0);
    Watch other =
        new Watch(List.of(ending[0]), this::find, Duration.ofNanos(100), told::add, heldUp::add);
    ending[0].pollStarts(task);
    for (int i = 0; i < 3; i++) {
      other.sample(clock.nanoTime());
      clock.advance(Duration.ofNanos(50));
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aWorkerIsHeldUpWhileItIsSeenInThePollThatItWasSeenInBefore() {
    sampleTimes(2);
    assertThat(heldUp).as("asleep").isEmpty();
    meter.pollStarts(task);
    sampleAfter(1);
    assertThat(heldUp).as("seen once").isEmpty();
    sampleAfter(1);
    sampleAfter(1);
    assertThat(heldUp).containsExactly(0, 0);
    meter.pollEnds(task);
    meter.pollStarts(task);
    sampleAfter(1);
    assertThat(heldUp).as("another poll").containsExactly(0, 0);
  }

  @Test
  void aPlaceIsToldLaterIfTheTaskHasEndedWhileItWasLookedAt() {
    alive = false;
    slowPoll();
    assertThat(told).isEmpty();
    alive = true;
    slowPoll();
    assertThat(told).hasSize(1);
  }

  @Test
  void itIsToldInOneLine() {
    slowPoll();
    SlowPoll poll = told.get(0);
    assertThat(poll.toString())
        .matches(
            "acme-1 busy 0 ms in com\\.acme\\.Stuck\\.here\\(Stuck\\.java:\\d+\\),"
                + " task \\d+ spawned at Stub\\.newTask\\(.*\\)");
  }
}
