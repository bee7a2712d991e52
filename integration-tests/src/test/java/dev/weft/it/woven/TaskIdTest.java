package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which task the code that runs belongs to, on every runtime. */
final class TaskIdTest {
  private final Queue<TaskId> seen = new ConcurrentLinkedQueue<>();

  private void see() {
    seen.add(TaskId.current());
  }

  @Async
  private Future<String> seeing() {
    see();
    try {
      await(yieldNow());
      see();
      await(join(seeingOnce(), seeingOnce()));
    } finally {
      see();
    }
    return ready("");
  }

  @Async
  private Future<Void> seeingOnce() {
    await(yieldNow());
    see();
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T54")
  void aTaskSeesItsOwnIdWhereverItRuns(Runtimes runtimes) throws Exception {
    TaskId id =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(seeing());
              await(task);
              return task.id();
            });
    assertThat(seen).hasSize(5).containsOnly(id);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T54")
  void tasksSeeDifferentIds(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          List<JoinHandle<?>> tasks = new ArrayList<>();
          for (int i = 0; i < 10; i++) {
            tasks.add(spawn(this::see));
          }
          for (JoinHandle<?> task : tasks) {
            await(task);
          }
          return "";
        });
    assertThat(seen).doesNotHaveDuplicates().hasSize(10);
  }

  @Async
  private Future<String> seeingInCleanup(Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      see();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T54")
  void anAbortedTaskSeesItInItsCleanup(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    TaskId id =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(seeingInCleanup(gate));
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              task.abort();
              await(task.outcome());
              return task.id();
            });
    assertThat(seen).containsExactly(id);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T54")
  void blockingWorkSeesTheIdOfItsHandle(Runtimes runtimes) throws Exception {
    TaskId id =
        runtimes.run(
            () ->
                await(
                    spawn(
                        () -> {
                          JoinHandle<TaskId> task = spawnBlocking(TaskId::current);
                          see();
                          assertThat(await(task)).isEqualTo(task.id());
                          return TaskId.current();
                        })));
    assertThat(seen).containsExactly(id);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T54")
  void blockingOnOtherTasksGivesTheIdBack(Runtimes runtimes) throws Exception {
    List<TaskId> ids =
        runtimes.run(
            () ->
                await(
                    spawnBlocking(
                        () -> {
                          TaskId before = TaskId.current();
                          JoinHandle<TaskId> inner = spawn(TaskId::current);
                          TaskId other = AsyncRuntime.current().blockOn(inner);
                          return List.of(before, other, TaskId.current(), inner.id());
                        })));
    assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1));
    assertThat(ids.get(1)).isEqualTo(ids.get(3));
  }

  @Async
  private CompletableFuture<String> seeingEagerly() {
    see();
    await(yieldNow());
    see();
    return completed("");
  }

  /** Its first part runs at the call, on the caller's stack. */
  @ParameterizedTest
  @EnumSource
  void anEagerMethodIsATaskOfItsOwn(Runtimes runtimes) throws Exception {
    runtimes.run(
        () ->
            await(
                spawn(
                    () -> {
                      see();
                      CompletableFuture<String> eager = seeingEagerly();
                      see();
                      return await(eager);
                    })));
    assertThat(seen).hasSize(4);
    assertThat(seen.stream().distinct()).hasSize(2);
    List<TaskId> ids = List.copyOf(seen);
    assertThat(ids.get(0)).isNotEqualTo(ids.get(1));
  }

  @ParameterizedTest
  @EnumSource
  void theFutureOfBlockOnIsNoTask(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.start()) {
      JoinHandle<String> task = runtime.spawn(seeing());
      Future<String> root =
          async(
              () -> {
                await(task);
                await(yieldNow());
                return TaskId.current().toString();
              });
      assertThatThrownBy(() -> runtime.blockOn(root))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("outside of a task")
          .hasMessageContaining("spawn(...) makes one");
    }
  }

  @Test
  void aThreadThatRunsNoTaskHasNone() {
    assertThatThrownBy(TaskId::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside of a task");
  }
}
