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
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.task.TaskLocal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Task-local values, on every runtime. */
final class TaskLocalTest {
  private static final TaskLocal<String> USER = TaskLocal.named("user");
  private static final TaskLocal<String> REQUEST = TaskLocal.inherited("request");

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  private void see() {
    seen.add(USER.orElse("-") + " " + REQUEST.orElse("-"));
  }

  @Async
  private Future<String> seeing() {
    see();
    await(yieldNow());
    see();
    return ready(USER.orElse("nobody"));
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsSeenInAllThatItsFutureAwaits(Runtimes runtimes) throws Exception {
    String user = runtimes.run(() -> await(USER.scope("Ada", async(() -> await(seeing())))));
    assertThat(user).isEqualTo("Ada");
    assertThat(seen).containsExactly("Ada -", "Ada -");
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsNotSeenOutsideOfItsScope(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          see();
          await(USER.scope("Ada", seeing()));
          see();
          return "";
        });
    assertThat(seen).containsExactly("- -", "Ada -", "Ada -", "- -");
  }

  /** Their polls take turns on one thread. */
  @Test
  void tasksThatTakeTurnsSeeTheirOwnValues() throws Exception {
    List<String> users =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              List<JoinHandle<String>> tasks = new ArrayList<>();
              for (String user : List.of("Ada", "Grace")) {
                tasks.add(spawn(USER.scope(user, seeing())));
              }
              tasks.add(spawn(seeing()));
              List<String> all = new ArrayList<>();
              for (JoinHandle<String> task : tasks) {
                all.add(await(task));
              }
              return all;
            });
    assertThat(users).containsExactly("Ada", "Grace", "nobody");
    assertThat(seen).containsExactly("Ada -", "Grace -", "- -", "Ada -", "Grace -", "- -");
  }

  @ParameterizedTest
  @EnumSource
  void branchesSeeTheirOwnValues(Runtimes runtimes) throws Exception {
    List<String> users =
        runtimes.run(
            () ->
                await(
                    USER.scope(
                        "Ada", join(List.of(seeing(), USER.scope("Grace", seeing()), seeing())))));
    assertThat(users).containsExactly("Ada", "Grace", "Ada");
  }

  @ParameterizedTest
  @EnumSource
  void theInnermostValueCounts(Runtimes runtimes) throws Exception {
    List<String> users =
        runtimes.run(
            () ->
                await(
                    USER.scope(
                        "Ada",
                        async(
                            () -> {
                              List<String> all = new ArrayList<>();
                              all.add(await(USER.scope("Grace", seeing())));
                              all.add(await(REQUEST.scope("1", seeing())));
                              all.add(USER.get());
                              return all;
                            }))));
    assertThat(users).containsExactly("Grace", "Ada", "Ada");
    assertThat(seen).containsExactly("Grace -", "Grace -", "Ada 1", "Ada 1");
  }

  @ParameterizedTest
  @EnumSource
  void tasksThatAreSpawnedInheritOnlyWhatSaysSo(Runtimes runtimes) throws Exception {
    runtimes.run(
        () ->
            await(
                REQUEST.scope(
                    "outer", USER.scope("Ada", REQUEST.scope("1", async(this::spawning))))));
    assertThat(seen).containsExactly("- 1", "- 1", "- 1", "- 1");
  }

  /** Tasks of tasks inherit as well. */
  @Async
  private Future<String> spawning() {
    await(spawn(seeing()));
    return ready(await(spawn(() -> await(spawn(seeing())))));
  }

  /** What is in place where the task is spawned, and not what is in place when it runs. */
  @ParameterizedTest
  @EnumSource
  void whatIsSpawnedAfterTheScopeInheritsNothing(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          await(REQUEST.scope("1", yieldNow()));
          return await(spawn(seeing()));
        });
    assertThat(seen).containsExactly("- -", "- -");
  }

  @ParameterizedTest
  @EnumSource
  void blockingWorkInheritsToo(Runtimes runtimes) throws Exception {
    String request =
        runtimes.run(
            () ->
                await(
                    REQUEST.scope(
                        "1",
                        USER.scope(
                            "Ada",
                            async(
                                () ->
                                    await(
                                        spawnBlocking(
                                            () -> {
                                              see();
                                              return REQUEST.get();
                                            })))))));
    assertThat(request).isEqualTo("1");
    assertThat(seen).containsExactly("- 1");
  }

  @Async
  private CompletableFuture<String> seeingEagerly() {
    see();
    await(yieldNow());
    see();
    return completed("");
  }

  /** A task of its own from the first line on. */
  @ParameterizedTest
  @EnumSource
  void anEagerMethodInheritsLikeATask(Runtimes runtimes) throws Exception {
    runtimes.run(
        () ->
            await(
                REQUEST.scope(
                    "1",
                    USER.scope(
                        "Ada",
                        async(
                            () -> {
                              String value = await(seeingEagerly());
                              see();
                              return value;
                            })))));
    assertThat(seen).containsExactly("- 1", "- 1", "Ada 1");
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
  @Tag("T52")
  void aValueIsSeenInTheCleanupOfAnAbortedTask(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    runtimes.run(
        () -> {
          JoinHandle<String> task = spawn(USER.scope("Ada", seeingInCleanup(gate)));
          while (!gate.wasPolled()) {
            await(yieldNow());
          }
          task.abort();
          return await(task.outcome());
        });
    assertThat(seen).containsExactly("Ada -");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T52")
  void aValueIsSeenInTheCleanupOfATaskThatEnds(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    runtimes.run(
        () -> {
          JoinHandle<String> task = spawn(USER.scope("Ada", seeingInCleanup(gate)));
          while (!gate.wasPolled()) {
            await(yieldNow());
          }
          gate.open("ends");
          return await(task);
        });
    assertThat(seen).containsExactly("Ada -");
  }

  @Async
  private static Future<String> failing() throws IOException {
    await(yieldNow());
    throw new IOException("mine");
  }

  @ParameterizedTest
  @EnumSource
  void aFailureEndsTheScope(Runtimes runtimes) throws Exception {
    String caught =
        runtimes.run(
            () -> {
              try {
                return await(USER.scope("Ada", failing()), IOException.class);
              } catch (IOException e) {
                see();
                return e.getMessage();
              }
            });
    assertThat(caught).isEqualTo("mine");
    assertThat(seen).containsExactly("- -");
  }

  @ParameterizedTest
  @EnumSource
  void aValueMayBeNull(Runtimes runtimes) throws Exception {
    TaskLocal<String> local = TaskLocal.named("nullable");
    List<Object> values =
        runtimes.run(
            () ->
                await(
                    local.scope(
                        null,
                        async(
                            () -> {
                              List<Object> all = new ArrayList<>();
                              all.add(local.get());
                              all.add(local.orElse("other"));
                              all.add(local.isBound());
                              return all;
                            }))));
    assertThat(values).containsExactly(null, null, true);
  }

  @Test
  void getOutsideOfAScopeSaysSo() {
    assertThat(USER.isBound()).isFalse();
    assertThat(USER.isInherited()).isFalse();
    assertThat(REQUEST.isInherited()).isTrue();
    assertThatThrownBy(USER::get)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("'user'")
        .hasMessageContaining("which tasks that are spawned there are not in");
    assertThatThrownBy(REQUEST::get)
        .hasMessageEndingWith("run the code inside its scope(value, future)");
  }
}
