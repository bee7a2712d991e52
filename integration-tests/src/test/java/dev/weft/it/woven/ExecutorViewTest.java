package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.task.TaskId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runtimes as executors of code that knows nothing of them. */
@Timeout(60)
final class ExecutorViewTest {
  @ParameterizedTest
  @EnumSource
  void runsEachCommandAsATaskOfTheRuntime(Runtimes flavor) throws Exception {
    String value =
        flavor.run(
            () -> {
              AsyncRuntime runtime = AsyncRuntime.current();
              Executor executor = runtime.handle().executor();
              TaskId[] ids = new TaskId[2];
              String got =
                  await(
                      CompletableFuture.supplyAsync(
                              () -> {
                                ids[0] = TaskId.current();
                                return AsyncRuntime.current() == runtime ? "inside" : "outside";
                              },
                              executor)
                          .thenApplyAsync(
                              where -> {
                                ids[1] = TaskId.current();
                                return where + " twice";
                              },
                              executor));
              assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
              return got;
            });
    assertThat(value).isEqualTo("inside twice");
  }

  @ParameterizedTest
  @EnumSource
  void blockingWorkMayWaitForTasks(Runtimes flavor) throws Exception {
    String value =
        flavor.run(
            () -> {
              AsyncRuntime runtime = AsyncRuntime.current();
              Future<String> task = runtime.spawn(async(() -> await(ready("awaited"))));
              return await(
                  CompletableFuture.supplyAsync(
                      () -> runtime.blockOn(task), runtime.blockingExecutor()));
            });
    assertThat(value).isEqualTo("awaited");
  }

  @ParameterizedTest
  @EnumSource
  void aRuntimeThatIsClosedRejects(Runtimes flavor) {
    AsyncRuntime runtime = flavor.builder().name("acme").build();
    Executor executor = runtime.executor();
    Executor blocking = runtime.blockingExecutor();
    runtime.close();
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("the runtime 'acme' is closed");
    assertThatThrownBy(() -> blocking.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("the runtime 'acme' is closed");
  }

  /** Cleanup of others that goes by an executor needs it until the end. */
  @ParameterizedTest
  @EnumSource
  void whatIsGivenToItWhileTheRuntimeClosesRuns(Runtimes flavor) throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    flavor.run(
        () -> {
          AsyncRuntime runtime = AsyncRuntime.current();
          runtime.executor().execute(() -> log.add("before"));
          runtime.shutdownBackground();
          runtime.executor().execute(() -> log.add("while it closes"));
          return null;
        });
    assertThat(log).containsExactlyInAnyOrder("before", "while it closes");
  }

  @Test
  void failuresAreReported() throws Exception {
    List<String> reported = new CopyOnWriteArrayList<>();
    AsyncRuntime runtime =
        AsyncRuntime.multiThread()
            .workerThreads(1)
            .uncaughtExceptionHandler((thread, failure) -> reported.add(failure.getMessage()))
            .build();
    CountDownLatch started = new CountDownLatch(2);
    runtime.executor().execute(() -> fail(started, "on a worker"));
    runtime.blockingExecutor().execute(() -> fail(started, "on another thread"));
    started.await();
    runtime.close();
    assertThat(reported).containsExactlyInAnyOrder("on a worker", "on another thread");
  }

  private static void fail(CountDownLatch started, String message) {
    started.countDown();
    throw new IllegalStateException(message);
  }
}
