package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Exploration;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Schedule;
import dev.weft.task.SingleFlight;
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

/** Calls that share a run. */
@Timeout(60)
final class SingleFlightTest {
  private final SingleFlight<String, String> flights = new SingleFlight<>();
  private final AtomicInteger runs = new AtomicInteger();
  private volatile boolean cleanedUp;

  @Async
  private Future<String> load(String key, Future<String> gate) {
    runs.incrementAndGet();
    try {
      return ready(key + " " + await(gate));
    } finally {
      await(shield(sleep(Duration.ofMillis(1))));
      cleanedUp = true;
    }
  }

  private Future<String> shared(String key, Future<String> gate) {
    return flights.run(key, () -> await(load(key, gate)));
  }

  private static boolean isWaiting(JoinHandle<?> task) {
    return AsyncRuntime.current().dumpTasks().stream()
        .anyMatch(dump -> dump.id().equals(task.id()) && dump.waitsFor() != null);
  }

  @Async
  private static Future<Void> waiting(List<JoinHandle<String>> tasks) {
    for (JoinHandle<String> task : tasks) {
      await(Until.holds(() -> isWaiting(task)));
    }
    return ready();
  }

  private List<JoinHandle<String>> spawnAll(int count, Gate<String> gate) {
    List<JoinHandle<String>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(spawn(shared("a", gate)));
    }
    return tasks;
  }

  @ParameterizedTest
  @EnumSource
  void callsOfOneKeyShareARun(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    List<String> values =
        flavor.run(
            () -> {
              List<JoinHandle<String>> tasks = spawnAll(20, gate);
              await(waiting(tasks));
              assertThat(await(shared("b", ready("other")))).isEqualTo("b other");
              gate.open("x");
              return await(join(tasks));
            });
    assertThat(values).hasSize(20).containsOnly("a x");
    assertThat(runs).hasValue(2);
    assertThat(flights).hasToString("SingleFlight[]");
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsKept(Runtimes flavor) throws Exception {
    String values =
        flavor.run(() -> await(shared("a", ready("1"))) + " " + await(shared("a", ready("2"))));
    assertThat(values).isEqualTo("a 1 a 2");
  }

  @ParameterizedTest
  @EnumSource
  void whoIsCancelledLeavesTheRunToTheOthers(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    String value =
        flavor.run(
            () -> {
              List<JoinHandle<String>> tasks = spawnAll(2, gate);
              await(waiting(tasks));
              tasks.get(0).abort();
              assertThat(await(tasks.get(0).outcome())).isInstanceOf(Outcome.Cancelled.class);
              assertThat(gate.wasCancelled()).isFalse();
              gate.open("x");
              return await(tasks.get(1));
            });
    assertThat(value).isEqualTo("a x");
    assertThat(runs).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void theLastOneToLeaveAbortsTheRunAndWaitsForItsCleanup(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    flavor.run(
        () -> {
          List<JoinHandle<String>> tasks = spawnAll(3, gate);
          await(waiting(tasks));
          tasks.forEach(JoinHandle::abort);
          for (JoinHandle<String> task : tasks) {
            assertThat(await(task.outcome())).isInstanceOf(Outcome.Cancelled.class);
          }
          assertThat(gate.wasCancelled()).isTrue();
          assertThat(cleanedUp).isTrue();
          assertThat(await(shared("a", ready("again")))).isEqualTo("a again");
          return null;
        });
    assertThat(runs).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureReachesAll(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    flavor.run(
        () -> {
          List<JoinHandle<String>> tasks = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            tasks.add(
                spawn(
                    flights.run(
                        "a",
                        () -> {
                          throw new IOException(await(gate));
                        })));
          }
          await(waiting(tasks));
          gate.open("down");
          for (JoinHandle<String> task : tasks) {
            assertThat(await(task.outcome()))
                .isInstanceOfSatisfying(
                    Outcome.Failure.class,
                    failure -> assertThat(failure.cause()).hasMessage("down"));
          }
          return null;
        });
    assertThat(flights).hasToString("SingleFlight[]");
  }

  @Async
  private Future<Void> comeAndGo(AtomicInteger running) {
    for (int i = 0; i < 3; i++) {
      JoinHandle<String> task =
          spawn(
              flights.run(
                  "a",
                  () -> {
                    running.incrementAndGet();
                    try {
                      await(yieldNow());
                      return "x";
                    } finally {
                      running.decrementAndGet();
                    }
                  }));
      await(yieldNow());
      task.abort();
      Outcome<String> outcome = await(task.outcome());
      assertThat(outcome).isInstanceOfAny(Outcome.Cancelled.class, Outcome.Success.class);
    }
    return ready();
  }

  /** Whoever comes and goes when. */
  @Test
  void noRunIsLeftWhateverTheOrder() {
    Iterator<Schedule> schedules = Exploration.MIXED.schedules(1);
    for (int i = 0; i < 300; i++) {
      Schedule schedule = schedules.next();
      AtomicInteger running = new AtomicInteger();
      try (AsyncRuntime runtime = AsyncRuntime.deterministic(schedule).build()) {
        runtime.blockOn(join(comeAndGo(running), comeAndGo(running), comeAndGo(running)));
        assertThat(runtime.dumpTasks()).as("%s", schedule).isEmpty();
      } catch (AssertionError e) {
        throw new AssertionError("with " + schedule, e);
      }
      assertThat(running).hasValue(0);
      assertThat(flights).hasToString("SingleFlight[]");
    }
  }
}
