package dev.weft.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.internal.testing.Waits;
import dev.weft.task.TaskCost;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskCostsTest {
  private final Usage usage = new Usage();
  private final TaskCosts costs = new TaskCosts(usage);
  private final StubScheduler scheduler = new StubScheduler();
  private final Task<?> task = scheduler.newTask();

  /** A thread's usage as the test says. */
  private static final class Usage implements ThreadUsage {
    long nanos = 1_000;
    long bytes = 70_000;

    void use(long moreNanos, long moreBytes) {
      nanos += moreNanos;
      bytes += moreBytes;
    }

    @Override
    public long cpuNanos() {
      return nanos;
    }

    @Override
    public long allocatedBytes() {
      return bytes;
    }
  }

  private void poll(Task<?> polled, long nanos, long bytes) {
    costs.pollStarts(polled);
    usage.use(nanos, bytes);
    costs.pollEnds(polled);
  }

  private static TaskCost cost(long nanos, long bytes) {
    return new TaskCost(Duration.ofNanos(nanos), bytes);
  }

  @Test
  void sumsThePollsOfATaskAndNothingElse() {
    Task<?> other = scheduler.newTask();
    poll(task, 10, 100);
    usage.use(5, 5);
    poll(other, 3, 30);
    poll(task, 20, 200);
    assertThat(costs.end(task)).isEqualTo(cost(30, 300));
    assertThat(costs.end(other)).isEqualTo(cost(3, 30));
  }

  @Test
  void countsThePollThatATaskEndsIn() {
    poll(task, 10, 100);
    costs.pollStarts(task);
    usage.use(1, 2);
    assertThat(costs.end(task)).isEqualTo(cost(11, 102));
    costs.pollEnds(task);
    assertThat(costs.size()).isZero();
  }

  @Test
  void aTaskThatAnotherThreadEndsCountsItsPollsOnly() {
    poll(task, 10, 100);
    usage.use(1, 2);
    TaskCost[] seen = {null};
    Waits.join(Waits.start(() -> seen[0] = costs.end(task)));
    assertThat(seen[0]).isEqualTo(cost(10, 100));
  }

  @Test
  void aTaskThatWasNeverPolledCostsNothing() {
    assertThat(costs.end(task)).isEqualTo(cost(0, 0));
  }

  /** A task may be in a queue still when it is dropped. */
  @Test
  void noAccountIsLeftOfATaskThatIsPolledAfterItsEnd() {
    task.drop("test");
    poll(task, 1, 1);
    assertThat(costs.size()).isZero();
  }

  @Test
  void theJvmMeasures() {
    ThreadUsage jvm = ThreadUsage.ofJvm();
    assertThat(jvm).isNotNull();
    long before = jvm.allocatedBytes();
    assertThat(new byte[1_000_000]).hasSize(1_000_000);
    assertThat(jvm.allocatedBytes() - before).isGreaterThanOrEqualTo(1_000_000);
    assertThat(jvm.cpuNanos()).isPositive();
  }
}
