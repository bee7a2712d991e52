package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stack traces of failures that come from elsewhere: other tasks, threads, futures that keep them.
 * The lines that they name are marked here; {@link TraceText} tells how.
 */
final class TraceOriginTest {
  @Async
  private static Future<Integer> fail(boolean later) throws IOException {
    if (later) {
      await(yieldNow());
    }
    throw new IOException("expected"); // #fail
  }

  private static String trace(Runtimes runtimes, Future<?> future) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      return text(Blocked.failureOf(runtime, future));
    }
  }

  private static String text(Throwable failure) {
    return TraceText.of(TraceOriginTest.class, failure);
  }

  @Async
  private static Future<Void> untilFinished(JoinHandle<?> task) {
    while (!task.isFinished()) {
      await(yieldNow());
    }
    return ready();
  }

  // Tasks

  @Async
  private static Future<Integer> awaitsTask(boolean later, boolean finished) throws IOException {
    JoinHandle<Integer> task = spawn(fail(later)); // #spawn
    if (finished) {
      await(untilFinished(task));
    }
    return ready(await(task)); // #await
  }

  @Async
  private static Future<Integer> callsAwaitsTask(boolean later, boolean finished)
      throws IOException {
    return ready(await(awaitsTask(later, finished)) + 1); // #call
  }

  /** It must not matter who comes first, the end of the task or the await. */
  @ParameterizedTest
  @EnumSource
  void aTaskEndsWithTheLineThatSpawnedIt(Runtimes runtimes) throws Exception {
    String expected =
        """
        java.io.IOException: expected
          at TraceOriginTest.fail(#fail)
          at task A spawned at TraceOriginTest.awaitsTask(#spawn)
          at awaited at TraceOriginTest.awaitsTask(#await)
          at TraceOriginTest.callsAwaitsTask(#call)
          at Blocked.run(Blocked.java)
        """;
    for (boolean later : new boolean[] {false, true}) {
      assertThat(trace(runtimes, callsAwaitsTask(later, false))).isEqualTo(expected);
      assertThat(trace(runtimes, callsAwaitsTask(later, true))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tasksOfTasksEachHaveTheirs(Runtimes runtimes) throws Exception {
    String expected =
        """
        java.io.IOException: expected
          at TraceOriginTest.fail(#fail)
          at task A spawned at TraceOriginTest.awaitsTask(#spawn)
          at awaited at TraceOriginTest.awaitsTask(#await)
          at TraceOriginTest.callsAwaitsTask(#call)
          at task B spawned at TraceOriginTest.lambda(#spawn-outer)
          at awaited at TraceOriginTest.lambda(#spawn-outer)
          at Blocked.run(Blocked.java)
        """;
    for (boolean finished : new boolean[] {false, true}) {
      Future<?> outer = async(() -> await(spawn(callsAwaitsTask(true, finished)))); // #spawn-outer
      assertThat(trace(runtimes, outer)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void codeThatIsNotAsyncNamesItsSpawnsToo(Runtimes runtimes) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      JoinHandle<Integer> task = runtime.spawn(fail(true)); // #spawn-outside
      assertThat(text(Blocked.failureOf(runtime, task)))
          .isEqualTo(
              """
              java.io.IOException: expected
                at TraceOriginTest.fail(#fail)
                at task A spawned at TraceOriginTest.codeThatIsNotAsyncNamesItsSpawnsToo(#spawn-outside)
                at awaited at Blocked.run(Blocked.java)
              """);
    }
  }

  @Async
  private static Future<Integer> passesOn(JoinHandle<Integer> task) {
    return ready(await(task)); // #pass-on
  }

  /** The handle keeps the failure; who awaits it sees itself, and nobody who came before. */
  @ParameterizedTest
  @EnumSource
  void eachWhoAwaitsATaskSeesItself(Runtimes runtimes) throws Exception {
    String awaited =
        """
        java.io.IOException: expected
          at TraceOriginTest.fail(#fail)
          at task A spawned at TraceOriginTest.eachWhoAwaitsATaskSeesItself(#shared)
        """;
    try (AsyncRuntime runtime = runtimes.start()) {
      JoinHandle<Integer> task = runtime.spawn(fail(true)); // #shared
      for (int i = 0; i < 3; i++) {
        assertThat(text(Blocked.failureOf(runtime, passesOn(task))))
            .isEqualTo(
                awaited
                    + """
                      at awaited at TraceOriginTest.passesOn(#pass-on)
                      at Blocked.run(Blocked.java)
                    """);
        assertThat(text(Blocked.failureOf(runtime, task)))
            .isEqualTo(awaited + "  at awaited at Blocked.run(Blocked.java)\n");
      }
    }
  }

  // Branches

  @Async
  private static Future<Integer> joins(boolean first, boolean second) throws IOException {
    return ready(await(join(branch(first, 1), branch(second, 2))).first()); // #join
  }

  @Async
  private static Future<Integer> branch(boolean later, int number) throws IOException {
    return number == 1
        ? ready(await(fail(later)) + 1) // #branch-1
        : ready(await(fail(later)) + 2); // #branch-2
  }

  /** Also where one branch has failed on the stack of the method and the other one later. */
  @ParameterizedTest
  @EnumSource
  void branchesGoOnInTheirCaller(Runtimes runtimes) throws Exception {
    String expected =
        """
        java.io.IOException: expected
          at TraceOriginTest.fail(#fail)
          at TraceOriginTest.branch(#branch-ONE)
          at TraceOriginTest.joins(#join)
          at TraceOriginTest.lambda(#join-call)
          at Blocked.run(Blocked.java)
          Suppressed: java.io.IOException: expected
            at TraceOriginTest.fail(#fail)
            at TraceOriginTest.branch(#branch-TWO)
            ... more
        """;
    for (boolean first : new boolean[] {false, true}) {
      for (boolean second : new boolean[] {false, true}) {
        Future<?> joins = async(() -> await(joins(first, second))); // #join-call
        boolean inOrder = !first; // the second poll begins with the second branch
        assertThat(trace(runtimes, joins))
            .isEqualTo(
                expected.replace("ONE", inOrder ? "1" : "2").replace("TWO", inOrder ? "2" : "1"));
      }
    }
  }

  @Async
  private static Future<Integer> joinsTask(JoinHandle<Integer> task) {
    return ready(await(join(task, ready(1))).first()); // #join-task
  }

  @ParameterizedTest
  @EnumSource
  void soDoTasksThatAreJoined(Runtimes runtimes) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      JoinHandle<Integer> task = runtime.spawn(fail(true)); // #joined
      for (int i = 0; i < 2; i++) {
        assertThat(text(Blocked.failureOf(runtime, joinsTask(task))))
            .isEqualTo(
                """
                java.io.IOException: expected
                  at TraceOriginTest.fail(#fail)
                  at task A spawned at TraceOriginTest.soDoTasksThatAreJoined(#joined)
                  at awaited at TraceOriginTest.joinsTask(#join-task)
                  at Blocked.run(Blocked.java)
                """);
      }
    }
  }

  @Async
  private static Future<Integer> timesOut(Duration limit) throws TimeoutException {
    return ready(await(timeout(limit, Future.<Integer>widen(pending())))); // #timeout
  }

  @ParameterizedTest
  @EnumSource
  void ofTheRuntimeOnlyTheLineStaysThatMadeTheFailure(Runtimes runtimes) throws Exception {
    for (long millis : new long[] {0, 1}) {
      assertThat(trace(runtimes, timesOut(Duration.ofMillis(millis))))
          .startsWith("java.util.concurrent.TimeoutException: timed out after ")
          .endsWith(
              """

                at dev.weft.internal.future.Timeout.timedOut(Timeout.java)
                at TraceOriginTest.timesOut(#timeout)
                at Blocked.run(Blocked.java)
              """);
    }
  }

  // Eager methods

  @Async
  private static CompletableFuture<Integer> eager(boolean later) throws IOException {
    return completed(await(fail(later)) + 1); // #eager
  }

  @Async
  private static CompletableFuture<Integer> callsEager(boolean later) throws IOException {
    return completed(await(eager(later)) + 1); // #calls-eager
  }

  @Async
  private static Future<Integer> awaitsEager(boolean later) throws IOException {
    return ready(await(callsEager(later)) + 1); // #awaits-eager
  }

  @ParameterizedTest
  @EnumSource
  void anEagerMethodThatFailsAtOnceIsAPlainCall(Runtimes runtimes) throws Exception {
    assertThat(trace(runtimes, awaitsEager(false)))
        .isEqualTo(
            """
            java.io.IOException: expected
              at TraceOriginTest.fail(#fail)
              at TraceOriginTest.eager(#eager)
              at TraceOriginTest.callsEager(#calls-eager)
              at TraceOriginTest.awaitsEager(#awaits-eager)
              at Blocked.run(Blocked.java)
            """);
  }

  @ParameterizedTest
  @EnumSource
  void oneThatFailsLaterIsATask(Runtimes runtimes) throws Exception {
    assertThat(trace(runtimes, awaitsEager(true)))
        .isEqualTo(
            """
            java.io.IOException: expected
              at TraceOriginTest.fail(#fail)
              at TraceOriginTest.eager(#eager)
              at task A spawned at TraceOriginTest.eager(#eager)
              at awaited at TraceOriginTest.callsEager(#calls-eager)
              at task B spawned at TraceOriginTest.callsEager(#calls-eager)
              at awaited at TraceOriginTest.awaitsEager(#awaits-eager)
              at Blocked.run(Blocked.java)
            """);
  }
}
