package dev.weft.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.WorkerMetrics;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.StubScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WorkerMeterTest {
  private static final Task<?> TASK = new StubScheduler().newTask();

  private final FakeClock clock = new FakeClock(Long.MAX_VALUE - 10);
  private final WorkerMeter meter =
      new WorkerMeter("test", clock, null, Thread::currentThread, () -> 3, () -> 4, () -> 0);

  private void pass(long nanos) {
    clock.advance(Duration.ofNanos(nanos));
  }

  private void poll(int times) {
    for (int i = 0; i < times; i++) {
      meter.pollStarts(TASK);
      meter.pollEnds(TASK);
    }
  }

  private long busy() {
    return meter.read().busyTime().toNanos();
  }

  @Test
  void busyTimeGrowsWhileAwakeAndStandsWhileAsleep() {
    pass(30);
    assertThat(busy()).isEqualTo(30);
    meter.parks();
    pass(500);
    assertThat(busy()).isEqualTo(30);
    meter.unparks();
    assertThat(busy()).isEqualTo(30);
    pass(7);
    assertThat(busy()).isEqualTo(37);
    meter.parks();
    pass(500);
    meter.unparks();
    pass(1);
    assertThat(busy()).isEqualTo(38);
  }

  @Test
  void aPollThatIsUnderWayCounts() {
    poll(2);
    assertThat(meter.read().polls()).isEqualTo(2);
    meter.pollStarts(TASK);
    assertThat(meter.read().polls()).isEqualTo(3);
    meter.pollEnds(TASK);
    assertThat(meter.read().polls()).isEqualTo(3);
  }

  @Test
  void theMarkIsOddDuringAPollAndNewInEach() {
    assertThat(meter.pollMark()).isEqualTo(0);
    meter.pollStarts(TASK);
    assertThat(meter.pollMark()).isEqualTo(1);
    meter.pollEnds(TASK);
    meter.pollStarts(TASK);
    assertThat(meter.pollMark()).isEqualTo(3);
  }

  @Test
  void parksAndUnparksAreCountedApart() {
    meter.parks();
    assertThat(meter.read().parks()).isEqualTo(1);
    assertThat(meter.read().unparks()).isEqualTo(0);
    meter.unparks();
    assertThat(meter.read().parks()).isEqualTo(1);
    assertThat(meter.read().unparks()).isEqualTo(1);
  }

  @Test
  @Tag("T41")
  void aWakeWithoutAPollIsForNothing() {
    meter.parks();
    meter.unparks();
    poll(1);
    meter.parks();
    assertThat(meter.read().noopWakes()).isEqualTo(0);
    meter.unparks();
    meter.parks();
    assertThat(meter.read().noopWakes()).isEqualTo(1);
  }

  @Test
  void theFirstSleepIsNoWakeForNothing() {
    meter.parks();
    assertThat(meter.read().noopWakes()).isEqualTo(0);
  }

  @Test
  void stealsAndTheirTasksAreCounted() {
    meter.stole(5);
    meter.stole(1);
    assertThat(meter.read().stolenTasks()).isEqualTo(6);
    assertThat(meter.read().steals()).isEqualTo(2);
  }

  @Test
  void theMeanIsThatOfThePolls() {
    pass(100);
    assertThat(meter.read().meanPollTime()).isZero();
    poll(3);
    assertThat(meter.read().meanPollTime()).isEqualTo(Duration.ofNanos(33));
  }

  @Test
  void othersAreAskedWhenItIsRead() {
    WorkerMetrics metrics = meter.read();
    assertThat(metrics.queueDepth()).isEqualTo(3);
    assertThat(metrics.overflows()).isEqualTo(4);
    assertThat(metrics.budgetYields()).isEqualTo(0);
    assertThat(meter.thread()).isSameAs(Thread.currentThread());
    poll(1);
    assertThat(meter.taskNumber()).isEqualTo(TASK.id().value());
  }
}
