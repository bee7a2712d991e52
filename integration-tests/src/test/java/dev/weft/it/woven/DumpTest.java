package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.sync.Barrier;
import dev.weft.sync.Mutex;
import dev.weft.task.TaskDump;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of live tasks. */
@Timeout(60)
final class DumpTest {
  @Async
  private static Future<Void> outer(Mutex<String> mutex) {
    await(inner(mutex));
    return ready();
  }

  @Async
  private static Future<Void> inner(Mutex<String> mutex) {
    try (var guard = await(mutex.lock())) {
      guard.set("got it");
    }
    return ready();
  }

  /** The dump of the only task, once it waits. */
  @Async
  private static Future<TaskDump> waiting() {
    List<TaskDump> dumps = AsyncRuntime.current().dumpTasks();
    while (dumps.size() != 1 || dumps.get(0).waitsFor() == null) {
      await(yieldNow());
      dumps = AsyncRuntime.current().dumpTasks();
    }
    return ready(dumps.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatWaitsIsShownWithItsLogicalStack(Runtimes flavor) throws Exception {
    TaskDump dump =
        flavor.run(
            () -> {
              Mutex<String> mutex = new Mutex<>("");
              try (var guard = await(mutex.lock())) {
                JoinHandle<Void> task = spawn(outer(mutex));
                TaskDump seen = await(waiting());
                assertThat(seen.id()).isEqualTo(task.id());
                guard.set("held until here");
                return seen;
              }
            });

    assertThat(dump.waitsFor()).isEqualTo("Mutex.lock");
    assertThat(dump.stack())
        .extracting(StackTraceElement::getMethodName)
        .startsWith("inner", "outer")
        .hasSize(3);
    assertThat(dump.spawnedAt().getClassName()).isEqualTo(DumpTest.class.getName());
    assertThat(dump.toString())
        .matches(
            """
            (?s)task \\d+ waits for Mutex.lock
            \tat dev.weft.it.woven.DumpTest.inner\\(DumpTest.java:\\d+\\)
            \tat dev.weft.it.woven.DumpTest.outer\\(DumpTest.java:\\d+\\)
            \tat task \\d+ spawned at dev.weft.it.woven.DumpTest.\\S+\\(DumpTest.java:\\d+\\)""");
  }

  /** Both wait for what the other one has. */
  @Async
  private static Future<Void> holds(Barrier both, Mutex<String> first, Mutex<String> second) {
    try (var held = await(first.lock())) {
      await(both.arrive());
      try (var other = await(second.lock())) {
        held.set(other.get());
      }
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void whoHoldsWhatATaskWaitsForIsTold(Runtimes flavor) throws Exception {
    List<TaskDump> dumps =
        flavor.run(
            () -> {
              Mutex<String> fork = new Mutex<>("");
              Mutex<String> knife = new Mutex<>("");
              Barrier both = new Barrier(2);
              JoinHandle<Void> plato = spawn(holds(both, fork, knife).named("plato"));
              spawn(holds(both, knife, fork).named("kant"));
              while (AsyncRuntime.current().findDeadlocks().isEmpty()) {
                await(yieldNow());
              }
              List<TaskDump> seen = AsyncRuntime.current().dumpTasks();
              plato.abort();
              return seen;
            });

    assertThat(dumps).extracting(TaskDump::name).containsExactly("plato", "kant");
    assertThat(dumps.get(0).heldBy())
        .singleElement()
        .asString()
        .matches("task \\d+ 'kant' as 'held' of .*DumpTest.holds\\(DumpTest.java:\\d+\\)");
    assertThat(dumps.get(1).heldBy()).singleElement().asString().contains("'plato' as 'held' of");
  }

  @Async
  private static Future<Void> forks(Mutex<String> mutex, Gate<Void> gate) {
    await(join(inner(mutex), gate));
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void branchesAreShownBelowWhatWaitsForThem(Runtimes flavor) throws Exception {
    TaskDump dump =
        flavor.run(
            () -> {
              Mutex<String> mutex = new Mutex<>("");
              try (var guard = await(mutex.lock())) {
                JoinHandle<Void> task = spawn(forks(mutex, new Gate<>()));
                TaskDump seen = await(waiting());
                task.abort();
                guard.set("held until here");
                return seen;
              }
            });

    assertThat(dump.stack())
        .extracting(StackTraceElement::getMethodName)
        .startsWith("forks")
        .hasSize(2);
    assertThat(dump.branches()).hasSize(2);
    assertThat(dump.branches().get(0).waitsFor()).isEqualTo("Mutex.lock");
    assertThat(dump.branches().get(0).stack())
        .extracting(StackTraceElement::getMethodName)
        .containsExactly("inner");
    assertThat(dump.branches().get(1).waitsFor()).startsWith(Gate.class.getName());
    assertThat(dump.branches().get(1).stack()).isEmpty();
  }

  @Async
  private static Future<List<TaskDump>> itself() {
    return ready(AsyncRuntime.current().dumpTasks());
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatRunsIsSaidToRun(Runtimes flavor) throws Exception {
    List<TaskDump> dumps = flavor.run(() -> await(spawn(itself())));

    assertThat(dumps).hasSize(1);
    assertThat(dumps.get(0).waitsFor()).isNull();
    assertThat(dumps.get(0).toString())
        .matches(
            "task \\d+ runs, or is ready to\n\tat task \\d+ spawned at .*DumpTest.java:\\d+\\)");
  }

  /** It is suspended still, but nothing holds it up any more. */
  @Test
  void aTaskThatWasWokenIsReady() throws Exception {
    TaskDump dump =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              Gate<Void> gate = new Gate<>();
              JoinHandle<Void> task = spawn(gate);
              assertThat(await(waiting()).waitsFor()).startsWith(Gate.class.getName());
              gate.open(null);
              TaskDump seen = AsyncRuntime.current().dumpTasks().get(0);
              await(task);
              return seen;
            });

    assertThat(dump.waitsFor()).isNull();
    assertThat(dump.stack()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void noTaskIsShownThatHasEnded(Runtimes flavor) throws Exception {
    List<TaskDump> dumps =
        flavor.run(
            () -> {
              await(spawn(Weft.ready(1)));
              return AsyncRuntime.current().dumpTasks();
            });

    assertThat(dumps).isEmpty();
  }

  /** A leaf of the program's own that can't be put into words. */
  private static final class Silent implements Future<Void> {
    @Override
    public Object poll(Context context) {
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      throw new IllegalStateException("not while I wait");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLeafThatFailsToSayWhatItIsIsNamedByItsClass(Runtimes flavor) throws Exception {
    TaskDump dump =
        flavor.run(
            () -> {
              JoinHandle<Void> task = spawn(new Silent());
              TaskDump seen = await(waiting());
              task.abort();
              return seen;
            });

    assertThat(dump.waitsFor()).isEqualTo(Silent.class.getName());
  }

  @Async
  private static Future<Void> busy(AtomicBoolean stop) {
    while (!stop.get()) {
      await(spawn(yieldNow()));
    }
    return ready();
  }

  /** Whoever looks never waits for those that go on meanwhile. */
  @ParameterizedTest
  @EnumSource
  @Tag("T57")
  void dumpsAreTakenWhileTasksEndAndWake(Runtimes flavor) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    try (AsyncRuntime runtime = flavor.start()) {
      Thread looking =
          new Thread(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  for (TaskDump dump : runtime.dumpTasks()) {
                    assertThat(dump.toString()).startsWith("task " + dump.id());
                  }
                }
              });
      Throwable[] failure = new Throwable[1];
      looking.setUncaughtExceptionHandler(
          (thread, thrown) -> {
            failure[0] = thrown;
            stop.set(true);
          });
      looking.start();
      runtime.blockOn(
          Weft.async(
              () -> {
                JoinHandle<Void> one = spawn(busy(stop));
                JoinHandle<Void> other = spawn(busy(stop));
                while (looking.isAlive() && !Thread.interrupted()) {
                  await(yieldNow());
                }
                stop.set(true);
                await(one);
                await(other);
              }));
      looking.join();
      assertThat(failure[0]).isNull();
    }
  }
}
