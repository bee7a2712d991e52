package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.task.LocalSet;
import dev.weft.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that stay on the thread which drives their set, on every runtime. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LocalSetTest {
  private final LocalSet set = new LocalSet();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @Async
  private static Future<Thread> seeing(Set<Thread> threads) {
    threads.add(Thread.currentThread());
    await(yieldNow());
    threads.add(Thread.currentThread());
    await(sleep(Duration.ofMillis(1)));
    threads.add(Thread.currentThread());
    return ready(await(spawnBlocking(Thread::currentThread)));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void tasksRunOnTheThreadThatDrives(Runtimes runtimes) throws Exception {
    Set<Thread> threads = new HashSet<>();
    runtimes.run(
        () -> {
          for (int i = 0; i < 20; i++) {
            set.spawn(seeing(threads));
          }
          await(set.drained());
          return "";
        });
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void everyKindOfTaskCanBeSpawned(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () -> {
              JoinHandle<String> a = set.spawn(() -> "a");
              JoinHandle<String> b = set.spawn(ready("b"));
              JoinHandle<String> c = set.spawn(() -> ready("c"));
              JoinHandle<Void> d =
                  set.spawn(
                      () -> {
                        await(yieldNow());
                      });
              await(set.drained());
              await(d);
              return await(a) + await(b) + await(c);
            });
    assertThat(value).isEqualTo("abc");
    assertThat(set.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void tasksRunOnlyWhileTheSetIsDriven(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          set.spawn(() -> log.add("task"));
          await(yieldNow());
          await(yieldNow());
          log.add("driven");
          await(set.drained());
          return "";
        });
    assertThat(log).containsExactly("driven", "task");
  }

  @ParameterizedTest
  @EnumSource
  void runUntilEndsWithItsFutureAndLeavesTheRest(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    List<Object> seen =
        runtimes.run(
            () -> {
              JoinHandle<String> task = set.spawn(gate);
              List<Object> all = new ArrayList<>();
              all.add(await(set.runUntil(set.spawn(() -> "value"))));
              all.add(task.isFinished());
              gate.open("later");
              all.add(await(set.runUntil(task)));
              return all;
            });
    assertThat(seen).containsExactly("value", false, "later");
  }

  /** The future of runUntil gets its turn. */
  @ParameterizedTest
  @EnumSource
  void tasksThatAreAlwaysReadyDontKeepTheFutureWaiting(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () -> {
              for (int i = 0; i < 100; i++) {
                set.spawn(
                    () -> {
                      while (true) {
                        await(yieldNow());
                      }
                    });
              }
              return await(set.runUntil(afterYields()));
            });
    assertThat(value).isEqualTo("ended");
    set.close();
    assertThat(set.isEmpty()).isTrue();
  }

  @Async
  private static Future<String> afterYields() {
    for (int i = 0; i < 10; i++) {
      await(yieldNow());
    }
    return ready("ended");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void tasksOfTheRuntimeAwaitLocalOnesAndSpawnThem(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () -> {
              JoinHandle<String> outside =
                  spawn(
                      () -> {
                        String first = await(set.spawn(() -> "first "));
                        return first + await(set.spawn(() -> "second"));
                      });
              return await(set.runUntil(outside));
            });
    assertThat(value).isEqualTo("first second");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void manyLocalTasksWakeWhoAwaitsThem(Runtimes runtimes) throws Exception {
    int sum =
        runtimes.run(
            () -> {
              List<JoinHandle<Integer>> tasks = new ArrayList<>();
              for (int i = 0; i < 128; i++) {
                tasks.add(
                    set.spawn(
                        () -> {
                          await(yieldNow());
                          return 1;
                        }));
              }
              return await(set.runUntil(sum(tasks)));
            });
    assertThat(sum).isEqualTo(128);
  }

  @Async
  private static Future<Integer> sum(List<JoinHandle<Integer>> tasks) {
    int sum = 0;
    for (JoinHandle<Integer> task : tasks) {
      sum += await(task);
    }
    return ready(sum);
  }

  @ParameterizedTest
  @EnumSource
  void aLocalTaskSeesItsOwnId(Runtimes runtimes) throws Exception {
    List<TaskId> ids =
        runtimes.run(
            () -> {
              JoinHandle<TaskId> task = set.spawn(TaskId::current);
              return List.of(await(set.runUntil(task)), task.id());
            });
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
  }

  @Async
  private Future<String> holding(Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      await(shield(yieldNow()));
      log.add("cleaned up");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shutdownRunsTheCleanup(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = set.spawn(holding(gate));
              await(set.runUntil(reached(gate)));
              await(set.shutdown());
              log.add("shut down");
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("cleaned up", "shut down");
  }

  @Async
  private static Future<Void> reached(Gate<?> gate) {
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void closeEndsTheTasksWhereTheyStand(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    List<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              JoinHandle<String> waiting = set.spawn(holding(gate));
              await(set.runUntil(reached(gate)));
              JoinHandle<String> queued = set.spawn(() -> "never runs");
              set.close();
              gate.open("too late");
              JoinHandle<String> late = set.spawn(() -> "never runs");
              await(set.drained());
              return List.of(
                  await(waiting.outcome()), await(queued.outcome()), await(late.outcome()));
            });
    assertThat(outcomes).hasSize(3).allMatch(Outcome.Cancelled.class::isInstance);
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aSetHasOneDriver(Runtimes runtimes) {
    assertThatThrownBy(
            () -> runtimes.run(() -> await(set.runUntil(set.runUntil(Future.widen(pending()))))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the local set is driven by another runUntil");
  }

  @ParameterizedTest
  @EnumSource
  void whoIsCancelledStopsDriving(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Gate<String> inSet = new Gate<>();
    String value =
        runtimes.run(
            () -> {
              JoinHandle<String> driver = spawn(set.runUntil(holding(gate)));
              JoinHandle<String> task = set.spawn(inSet);
              await(reached(gate));
              await(reached(inSet));
              driver.abort();
              await(driver.outcome());
              inSet.open("driven on");
              return await(set.runUntil(task));
            });
    assertThat(value).isEqualTo("driven on");
    assertThat(log).containsExactly("cleaned up");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void localTasksSpawnOthersWhichRunInTheSameDrive(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          set.spawn(spawningTwo(5));
          await(set.drained());
          return "";
        });
    assertThat(log).hasSize((1 << 6) - 1);
    assertThat(set.isEmpty()).isTrue();
  }

  @Async
  private Future<Void> spawningTwo(int levels) {
    log.add("level " + levels);
    for (int i = 0; levels > 0 && i < 2; i++) {
      set.spawn(spawningTwo(levels - 1));
      await(yieldNow());
    }
    return ready();
  }

  /** Somebody who drives and has nothing to do sleeps. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T53")
  void aSpawnWakesWhoDrives(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Thread spawner =
        new Thread(
            () -> {
              while (!gate.wasPolled()) {
                Thread.onSpinWait();
              }
              set.spawn(() -> gate.open("spawned"));
            });
    spawner.start();
    assertThat(runtimes.<String>run(() -> await(set.runUntil(gate)))).isEqualTo("spawned");
    spawner.join();
  }

  /** Their wake-ups come from within a turn that ends after 61 tasks. */
  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void localTasksThatWakeOneAnotherGoOnInTheNextTurn(Runtimes runtimes) throws Exception {
    int count = 500;
    List<Gate<String>> gates = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      gates.add(new Gate<>());
    }
    String last =
        runtimes.run(
            () -> {
              for (int i = 0; i < count; i++) {
                set.spawn(passingOn(gates.get(i), gates.get(i + 1)));
              }
              set.spawn(() -> gates.get(0).open("first"));
              return await(set.runUntil(gates.get(count)));
            });
    assertThat(last).isEqualTo("first");
  }

  @Async
  private static Future<Void> passingOn(Gate<String> from, Gate<String> to) {
    to.open(await(from));
    return ready();
  }

  /** A leaf that is always ready, and counts. */
  private static final class Leaf implements Future<Integer> {
    private int polls;

    @Override
    public Object poll(Context context) {
      return ++polls;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @Async
  private static Future<Void> leaves(Leaf leaf, int count) {
    for (int i = 0; i < count; i++) {
      await(leaf);
    }
    return ready();
  }

  @Test
  @Tag("T53")
  void theFutureOfRunUntilHasTheBudgetOfItsTask() throws Exception {
    Leaf leaf = new Leaf();
    int seen =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              JoinHandle<Void> busy =
                  spawn(
                      () -> {
                        await(leaves(leaf, 100));
                        await(set.runUntil(leaves(leaf, 100)));
                      });
              int doneByThen = await(spawn(() -> leaf.polls));
              await(busy);
              return doneByThen;
            });
    assertThat(seen).isEqualTo(128);
    assertThat(leaf.polls).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T44")
  void aLocalTaskThatIsAbortedFromElsewhereCleansUpWhereItIsDriven(Runtimes runtimes)
      throws Exception {
    Gate<String> gate = new Gate<>();
    Queue<Thread> cleanups = new ConcurrentLinkedQueue<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = set.spawn(seeingItsThread(gate, cleanups));
              Thread elsewhere = new Thread(() -> abortOnceReached(gate, task));
              elsewhere.start();
              return await(set.runUntil(task.outcome()));
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(cleanups).containsExactly(Thread.currentThread());
  }

  @Async
  private static Future<String> seeingItsThread(Gate<String> gate, Queue<Thread> cleanups) {
    try {
      return ready(await(gate));
    } finally {
      cleanups.add(Thread.currentThread());
    }
  }

  private static void abortOnceReached(Gate<?> gate, JoinHandle<?> task) {
    while (!gate.wasPolled()) {
      Thread.onSpinWait();
    }
    task.abort();
  }

  /** A close comes to its end although the set is spawned into and woken meanwhile. */
  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void closeEndsASetThatAnotherThreadKeepsBusy(Runtimes runtimes) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Queue<JoinHandle<String>> spawned = new ConcurrentLinkedQueue<>();
    Thread busy =
        new Thread(
            () -> {
              while (!stop.get()) {
                Gate<String> gate = new Gate<>();
                spawned.add(set.spawn(holding(gate)));
                gate.open("woken");
              }
            });
    busy.start();
    runtimes.run(
        () -> {
          while (spawned.size() < 100) {
            await(set.runUntil(yieldNow()));
          }
          return "";
        });
    set.close();
    stop.set(true);
    busy.join();
    assertThat(spawned).allMatch(JoinHandle::isFinished);
    assertThat(set.isEmpty()).isTrue();
  }
}
