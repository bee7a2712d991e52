package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stack traces of failures that no async method has made, and of those that are thrown again and
 * again. The lines that they name are marked here; {@link TraceText} tells how.
 */
final class TraceForeignTest {
  private static String text(Throwable failure) {
    return TraceText.of(TraceForeignTest.class, failure);
  }

  private static String trace(Runtimes runtimes, Future<?> future) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      return text(Blocked.failureOf(runtime, future));
    }
  }

  private static IOException failure() {
    return new IOException("expected"); // #made
  }

  // Other threads

  private static Integer blockingWork() throws IOException {
    throw failure(); // #work
  }

  @Async
  private static Future<Integer> awaitsBlockingWork() {
    return ready(await(spawnBlocking(TraceForeignTest::blockingWork))); // #blocking
  }

  @ParameterizedTest
  @EnumSource
  void blockingWorkEndsWhereItWasSpawned(Runtimes runtimes) throws Exception {
    assertThat(trace(runtimes, awaitsBlockingWork()))
        .isEqualTo(
            """
            java.io.IOException: expected
              at TraceForeignTest.failure(#made)
              at TraceForeignTest.blockingWork(#work)
              at task A spawned at TraceForeignTest.awaitsBlockingWork(#blocking)
              at awaited at TraceForeignTest.awaitsBlockingWork(#blocking)
              at Blocked.run(Blocked.java)
            """);
  }

  @Async
  private static Future<Integer> awaitsStage(CompletableFuture<Integer> stage, boolean later) {
    if (later) {
      await(yieldNow());
    }
    return ready(await(stage)); // #stage
  }

  @Async
  private static Future<Integer> callsAwaitsStage(CompletableFuture<Integer> stage, boolean later) {
    return ready(await(awaitsStage(stage, later)) + 1); // #calls-stage
  }

  @ParameterizedTest
  @EnumSource
  void aStageShowsWhoCompletedItAndWhoAwaitedItLast(Runtimes runtimes) throws Exception {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    Thread completer = new Thread(() -> stage.completeExceptionally(failure())); // #completes
    completer.start();
    completer.join();
    for (int i = 0; i < 10; i++) {
      for (boolean later : new boolean[] {false, true}) {
        assertThat(trace(runtimes, callsAwaitsStage(stage, later)))
            .isEqualTo(
                """
                java.io.IOException: expected
                  at TraceForeignTest.failure(#made)
                  at TraceForeignTest.lambda(#completes)
                  at awaited at TraceForeignTest.awaitsStage(#stage)
                  at TraceForeignTest.callsAwaitsStage(#calls-stage)
                  at Blocked.run(Blocked.java)
                """);
      }
    }
  }

  /** A leaf that somebody wrote: it fails at its first poll or at its second. */
  private static final class Leaf implements Future<Integer> {
    private boolean fails;

    Leaf(boolean fails) {
      this.fails = fails;
    }

    @Override
    public Object poll(Context context) throws IOException {
      if (!fails) {
        fails = true;
        context.waker().wake();
        return Poll.PENDING;
      }
      throw failure(); // #leaf
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @Async
  private static Future<Integer> awaitsLeaf(boolean fails) {
    return ready(await(new Leaf(fails))); // #awaits-leaf
  }

  @ParameterizedTest
  @EnumSource
  void aLeafThatFailsWhenItIsPolledIsAPlainCall(Runtimes runtimes) throws Exception {
    for (boolean fails : new boolean[] {false, true}) {
      assertThat(trace(runtimes, awaitsLeaf(fails)))
          .isEqualTo(
              """
              java.io.IOException: expected
                at TraceForeignTest.failure(#made)
                at TraceForeignTest$Leaf.poll(#leaf)
                at TraceForeignTest.awaitsLeaf(#awaits-leaf)
                at Blocked.run(Blocked.java)
              """);
    }
  }

  @Async
  private static Future<Integer> returnsFailed(boolean later) {
    if (later) {
      await(yieldNow());
    }
    return failed(failure()); // #failed
  }

  @Async
  private static Future<Integer> callsReturnsFailed(boolean later) {
    return ready(await(returnsFailed(later)) + 1); // #calls-failed
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void returningAFailedFutureIsThrowing(Runtimes runtimes) throws Exception {
    for (boolean later : new boolean[] {false, true}) {
      assertThat(trace(runtimes, callsReturnsFailed(later)))
          .isEqualTo(
              """
              java.io.IOException: expected
                at TraceForeignTest.failure(#made)
                at TraceForeignTest.returnsFailed(#failed)
                at TraceForeignTest.callsReturnsFailed(#calls-failed)
                at Blocked.run(Blocked.java)
              """);
    }
  }

  // The same one again and again

  @SuppressWarnings("StaticAssignmentOfThrowable") // what some programs do
  private static final RuntimeException CONSTANT = constant();

  private static RuntimeException constant() {
    RuntimeException failure = new IllegalStateException("constant");
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Origin", "of", "Origin.java", 1)});
    return failure;
  }

  @Async
  private static Future<Integer> throwsConstant(boolean later) {
    if (later) {
      await(yieldNow());
    }
    throw CONSTANT;
  }

  @Async
  private static Future<Integer> callsThrowsConstant(boolean later) {
    return ready(await(throwsConstant(later)) + 1); // #calls-constant
  }

  /** Nobody knows which line threw it. */
  @ParameterizedTest
  @EnumSource
  void aConstantFailureDoesNotGrow(Runtimes runtimes) throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(trace(runtimes, callsThrowsConstant(i % 2 == 0)))
          .isIn(
              """
              java.lang.IllegalStateException: constant
                at Origin.of(Origin.java)
                at passed through TraceForeignTest.throwsConstant(TraceForeignTest.java)
                at TraceForeignTest.callsThrowsConstant(#calls-constant)
                at Blocked.run(Blocked.java)
              """,
              """
              java.lang.IllegalStateException: constant
                at Origin.of(Origin.java)
                at passed through TraceForeignTest.callsThrowsConstant(TraceForeignTest.java)
                at Blocked.run(Blocked.java)
              """);
    }
  }

  /** Has no trace, and none that could be set. */
  private static final class Light extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Light() {
      super("light", null, true, false);
    }
  }

  /** Fails when it is asked for its trace. */
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new UnsupportedOperationException();
    }
  }

  /** Is its own cause, by a detour. */
  private static RuntimeException circle() {
    RuntimeException one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("two", one));
    return one;
  }

  @Async
  private static Future<Integer> throwing(RuntimeException failure) {
    await(yieldNow());
    throw failure;
  }

  @ParameterizedTest
  @EnumSource
  void failuresOfAnyMakeArriveAsTheyAre(Runtimes runtimes) throws Exception {
    for (RuntimeException failure : List.of(new Light(), new Hostile(), circle())) {
      try (AsyncRuntime runtime = runtimes.start()) {
        JoinHandle<Integer> task = runtime.spawn(throwing(failure));
        assertThat(Blocked.failureOf(runtime, task)).isSameAs(failure);
        assertThat(Blocked.failureOf(runtime, throwing(failure))).isSameAs(failure);
      }
    }
    assertThat(new Light().getStackTrace()).isEmpty();
  }

  // Who else sees failures

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aFailureThatNobodySeesIsReportedWithItsCallers(Runtimes runtimes) throws Exception {
    Queue<Throwable> reports = new ConcurrentLinkedQueue<>();
    AsyncRuntime.Builder builder =
        runtimes.builder().uncaughtExceptionHandler((thread, e) -> reports.add(e));
    try (AsyncRuntime runtime = builder.build()) {
      JoinHandle<Integer> task = runtime.spawn(callsReturnsFailed(true)); // #unseen
      runtime.blockOn(
          async(
              () -> {
                while (!task.isFinished()) {
                  await(yieldNow());
                }
              }));
    }
    assertThat(reports).hasSize(1);
    assertThat(text(reports.remove()))
        .isEqualTo(
            """
            java.io.IOException: expected
              at TraceForeignTest.failure(#made)
              at TraceForeignTest.returnsFailed(#failed)
              at TraceForeignTest.callsReturnsFailed(#calls-failed)
              at task A spawned at TraceForeignTest.aFailureThatNobodySeesIsReportedWithItsCallers(#unseen)
            """);
  }

  @Async
  private static Future<String> looksAt(JoinHandle<Integer> task) {
    try {
      return ready("no failure: " + await(task, IOException.class)); // #looks
    } catch (IOException e) {
      return ready(text(e));
    }
  }

  /** Each writes a whole trace; they may see one another's, but nothing in between. */
  @Test
  void manyWhoMeetOneFailureAtATimeLeaveItWhole() throws Exception {
    List<JoinHandle<String>> tasks = new ArrayList<>();
    try (AsyncRuntime runtime = Runtimes.FOUR_WORKERS.start()) {
      JoinHandle<Integer> shared = runtime.spawn(callsReturnsFailed(true));
      for (int i = 0; i < 1000; i++) {
        tasks.add(runtime.spawn(looksAt(shared)));
      }
      for (JoinHandle<String> task : tasks) {
        assertThat(runtime.blockOn(task))
            .startsWith("java.io.IOException: expected\n  at TraceForeignTest.failure(#made)\n")
            .containsOnlyOnce("awaited at ")
            .containsOnlyOnce("callsReturnsFailed(#calls-failed)");
      }
    }
  }
}
