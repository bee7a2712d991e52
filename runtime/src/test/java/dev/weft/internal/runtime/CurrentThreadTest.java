package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.JoinHandle;
import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.SleepUntil;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CurrentThreadTest {
  private final FakeClock clock = new FakeClock(0);
  private final AsyncRuntime runtime =
      new RuntimeBuilder(Flavor.CURRENT_THREAD).clock(clock).build();

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void runsTasksOnTheThreadInsideBlockOnInTheOrderOfTheirSpawn() {
    List<Object> order = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      runtime.spawn(Steps.run(() -> order.add(number)));
    }
    Thread thread = runtime.blockOn(runtime.spawn(new Value<>(Thread::currentThread)));
    assertThat(thread).isSameAs(Thread.currentThread());
    assertThat(order).hasSize(1_000).isSorted();
  }

  @Test
  void tasksMakeNoProgressWithoutBlockOnAndGoOnWithTheNext() {
    JoinHandle<Integer> task = runtime.spawn(new Yields(200));
    assertThat(task.isFinished()).isFalse();
    runtime.blockOn(new Yields(1));
    assertThat(task.isFinished()).isFalse();
    assertThat(runtime.blockOn(task)).isEqualTo(200);
  }

  @Test
  void aWaiterTakesOverWhenTheDriverLeaves() {
    for (int round = 0; round < 200; round++) {
      Gate driverGate = new Gate();
      Thread driver = Waits.start(() -> runtime.blockOn(driverGate));
      driverGate.awaitReached();

      Gate taskGate = new Gate();
      JoinHandle<String> task = runtime.spawn(taskGate);
      Thread waiter = Waits.start(() -> runtime.blockOn(task));
      taskGate.awaitReached();
      driverGate.open();
      Waits.join(driver);
      taskGate.open();
      Waits.join(waiter);
    }
  }

  @Test
  void whoWaitsPollsItsOwnFutureMeanwhile() {
    Gate driverGate = new Gate();
    Thread driver = Waits.start(() -> runtime.blockOn(driverGate));
    driverGate.awaitReached();
    assertThat(runtime.blockOn(new Yields(10))).isEqualTo(10);
    assertThat(driver.isAlive()).isTrue();
    driverGate.open();
    Waits.join(driver);
  }

  @Test
  void aTaskFromAnotherThreadWakesTheDriver() {
    Gate gate = new Gate();
    Thread driver = Waits.start(() -> runtime.blockOn(gate));
    gate.awaitReached();
    for (int i = 0; i < 1_000; i++) {
      CountDownLatch ran = new CountDownLatch(1);
      runtime.spawn(Steps.run(ran::countDown));
      Waits.await(ran);
    }
    gate.open();
    Waits.join(driver);
  }

  @Test
  @Tag("T8")
  void tasksThatYieldForeverStarveNeitherTimersNorTasksFromOutside() {
    for (int i = 0; i < 100; i++) {
      runtime.spawn(new Yields(Integer.MAX_VALUE));
    }
    JoinHandle<Void> sleeper = runtime.spawn(new SleepUntil(1_000));
    Gate gate = new Gate();
    Thread driver = Waits.start(() -> runtime.blockOn(gate));
    gate.awaitReached();
    CountDownLatch ran = new CountDownLatch(1);
    runtime.spawn(Steps.run(ran::countDown));
    Waits.await(ran);
    assertThat(sleeper.isFinished()).isFalse();
    clock.advance(Duration.ofNanos(1_000));
    Waits.until("timer fired", sleeper::isFinished);
    gate.open();
    Waits.join(driver);
  }

  @Test
  void sleepsUntilTheNextDeadline() {
    AsyncRuntime real = AsyncRuntime.currentThread().build();
    long deadline = System.nanoTime() + 2_000_000;
    real.blockOn(new SleepUntil(deadline));
    assertThat(System.nanoTime() - deadline).isNotNegative();
    real.close();
  }

  @Test
  void aMillionTasks() {
    CountDownLatch done = new CountDownLatch(1_000_000);
    runtime.blockOn(
        Steps.run(
            () -> {
              for (int i = 0; i < 1_000_000; i++) {
                runtime.spawn(Steps.run(done::countDown));
              }
            }));
    runtime.blockOn(runtime.spawn(new Yields(1)));
    assertThat(done.getCount()).isZero();
  }
}
