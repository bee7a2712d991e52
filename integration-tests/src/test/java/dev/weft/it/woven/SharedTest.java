package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Exploration;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Futures that many wait for, and handles whose losing aborts the task. */
@Timeout(60)
final class SharedTest {
  private final AtomicInteger runs = new AtomicInteger();
  private volatile boolean cleanedUp;

  @Async
  private Future<String> run(Future<String> gate) {
    runs.incrementAndGet();
    try {
      return ready(await(gate));
    } finally {
      await(shield(sleep(Duration.ofMillis(1))));
      cleanedUp = true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyTasksAwaitOneRun(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    List<String> values =
        flavor.run(
            () -> {
              Future<String> shared = run(gate).shared();
              List<JoinHandle<String>> tasks = new ArrayList<>();
              for (int i = 0; i < 50; i++) {
                tasks.add(spawn(() -> await(shared)));
              }
              await(yieldNow());
              gate.open("open");
              return await(join(tasks));
            });
    assertThat(values).hasSize(50).containsOnly("open");
    assertThat(runs).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void oneTaskAwaitsItTwiceAtOnceAndAgain(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    String all =
        flavor.run(
            () -> {
              Future<String> shared = run(gate).shared();
              assertThat(runs).hasValue(0);
              gate.open("x");
              var both = await(join(shared, shared));
              return both.first() + both.second() + await(shared.shared());
            });
    assertThat(all).isEqualTo("xxx");
    assertThat(runs).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void itGoesOnWhenWhoHasStartedItIsCancelled(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    String value =
        flavor.run(
            () -> {
              Future<String> shared = run(gate).shared();
              JoinHandle<String> first = spawn(() -> await(shared));
              await(Until.holds(gate::wasPolled));
              first.abort();
              assertThat(await(first.outcome())).isInstanceOf(Outcome.Cancelled.class);
              assertThat(gate.wasCancelled()).isFalse();
              gate.open("still there");
              return await(shared);
            });
    assertThat(value).isEqualTo("still there");
    assertThat(runs).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureReachesAll(Runtimes flavor) throws Exception {
    IOException failure = new IOException("down");
    flavor.run(
        () -> {
          Future<String> shared = run(failed(failure)).shared();
          JoinHandle<String> first = spawn(() -> await(shared));
          JoinHandle<String> second = spawn(() -> await(shared));
          assertThat(await(first.outcome())).isEqualTo(new Outcome.Failure<>(failure));
          assertThat(await(second.outcome())).isEqualTo(new Outcome.Failure<>(failure));
          return null;
        });
  }

  @Test
  void tasksOfTwoRuntimesAwaitIt() throws Exception {
    Gate<String> gate = new Gate<>();
    Future<String> shared = run(gate).shared();
    try (AsyncRuntime one = Runtimes.ONE_WORKER.start();
        AsyncRuntime other = Runtimes.FOUR_WORKERS.start()) {
      JoinHandle<String> first = one.spawn(shared.map(s -> s + 1));
      JoinHandle<String> second = other.spawn(shared.map(s -> s + 2));
      gate.open("x");
      assertThat(first.join()).isEqualTo("x1");
      assertThat(second.join()).isEqualTo("x2");
    }
    assertThat(runs).hasValue(1);
  }

  @Async
  private static Future<Void> waitAndLeave(Future<String> shared) {
    JoinHandle<String> leaving = spawn(() -> await(shared));
    await(yieldNow());
    leaving.abort();
    await(leaving.outcome());
    assertThat(await(shared)).isEqualTo("x");
    return ready();
  }

  /** Whoever comes and goes when. */
  @Test
  void itRunsOnceWhateverTheOrder() {
    Iterator<Schedule> schedules = Exploration.MIXED.schedules(1);
    for (int i = 0; i < 300; i++) {
      Schedule schedule = schedules.next();
      runs.set(0);
      Gate<String> gate = new Gate<>();
      gate.open("x");
      try (AsyncRuntime runtime = AsyncRuntime.deterministic(schedule).build()) {
        Future<String> shared = run(gate).shared();
        runtime.blockOn(join(waitAndLeave(shared), waitAndLeave(shared), waitAndLeave(shared)));
      }
      assertThat(runs).as("%s", schedule).hasValue(1);
      assertThat(gate.wasCancelled()).as("%s", schedule).isFalse();
    }
  }

  @Async
  private static Future<Outcome<String>> abortedOnceWaiting(
      Gate<String> gate, Future<String> waiting) {
    JoinHandle<String> waiter = spawn(waiting);
    await(Until.holds(() -> gate.wasPolled() && isWaiting(waiter)));
    waiter.abort();
    return waiter.outcome();
  }

  private static boolean isWaiting(JoinHandle<?> task) {
    return AsyncRuntime.current().dumpTasks().stream()
        .anyMatch(dump -> dump.id().equals(task.id()) && dump.waitsFor() != null);
  }

  @ParameterizedTest
  @EnumSource
  void losingAHandleThatIsOwnedAbortsTheTaskAndWaitsForItsCleanup(Runtimes flavor)
      throws Exception {
    Gate<String> gate = new Gate<>();
    flavor.run(
        () -> {
          JoinHandle<String> task = spawn(run(gate));
          Outcome<String> outcome = await(abortedOnceWaiting(gate, task.abortOnCancel()));
          assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
          assertThat(task.isFinished()).isTrue();
          assertThat(cleanedUp).isTrue();
          assertThat(await(task.outcome())).isInstanceOf(Outcome.Cancelled.class);
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void losingAHandleLeavesTheTask(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    String value =
        flavor.run(
            () -> {
              JoinHandle<String> task = spawn(run(gate));
              Outcome<String> outcome = await(abortedOnceWaiting(gate, task.shared()));
              assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
              gate.open("goes on");
              return await(task);
            });
    assertThat(value).isEqualTo("goes on");
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatEndsAllTheSameGivesItsValue(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    flavor.run(
        () -> {
          JoinHandle<String> task = spawn(shield(run(gate)));
          JoinHandle<String> waiter = spawn(task.abortOnCancel());
          await(Until.holds(() -> gate.wasPolled() && isWaiting(waiter)));
          waiter.abort();
          await(yieldNow());
          gate.open("in the end");
          assertThat(await(waiter.outcome())).isEqualTo(new Outcome.Success<>("in the end"));
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void anOwnedHandleGivesTheValue(Runtimes flavor) throws Exception {
    String value =
        flavor.run(() -> await(spawn(run(ready("x"))).abortOnCancel().map(s -> s + "y")));
    assertThat(value).isEqualTo("xy");
    assertThatThrownBy(
            () ->
                flavor.run(
                    () ->
                        await(
                            ready("x")
                                .map(
                                    s -> {
                                      throw new IllegalStateException("from " + s);
                                    }))))
        .hasMessage("from x");
  }
}
