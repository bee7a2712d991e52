package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.owned;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Weft;
import dev.weft.interop.Stages;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Futures that cancel the completion stage that they wait for, and those that don't. */
@Timeout(60)
final class OwnedStageTest {
  /** How a task ends that is aborted while it waits for a stage. */
  @Async
  private static Future<Outcome<String>> aborted(
      CompletableFuture<String> stage, Future<String> waiting) {
    JoinHandle<String> task = spawn(waiting);
    await(Until.holds(() -> stage.getNumberOfDependents() > 0));
    task.abort();
    return task.outcome();
  }

  @ParameterizedTest
  @EnumSource
  void whoOwnsAStageCancelsIt(Runtimes flavor) throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Outcome<String> outcome = flavor.run(() -> await(aborted(stage, owned(stage))));
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(stage).isCancelled();
  }

  @ParameterizedTest
  @EnumSource
  void whoOnlyWaitsLeavesItAlone(Runtimes flavor) throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Outcome<String> outcome = flavor.run(() -> await(aborted(stage, Weft.from(stage))));
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(stage).isNotDone();
  }

  /** Completes when it is asked to cancel, as one does that is faster. */
  private static final class Faster extends CompletableFuture<String> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      complete("faster");
      return super.cancel(mayInterruptIfRunning);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStageThatIsFasterDeliversItsValue(Runtimes flavor) throws Exception {
    Faster stage = new Faster();
    Outcome<String> outcome = flavor.run(() -> await(aborted(stage, owned(stage))));
    assertThat(outcome).isEqualTo(new Outcome.Success<>("faster"));
  }

  @ParameterizedTest
  @EnumSource
  void aLazyStageIsStartedOnceByWhoAwaits(Runtimes flavor) throws Exception {
    AtomicInteger starts = new AtomicInteger();
    String value =
        flavor.run(
            () -> {
              Future<String> lazy =
                  Stages.owned(
                      () -> {
                        starts.incrementAndGet();
                        return CompletableFuture.completedFuture("done");
                      });
              assertThat(starts).hasValue(0);
              return await(lazy);
            });
    assertThat(value).isEqualTo("done");
    assertThat(starts).hasValue(1);
  }

  @Async
  private static Future<String> twice(CompletableFuture<String> stage) {
    return ready(await(owned(stage)) + await(owned(stage)));
  }

  @ParameterizedTest
  @EnumSource
  void aStageThatIsDoneIsAwaitedAtOnce(Runtimes flavor) throws Exception {
    CompletableFuture<String> stage = CompletableFuture.completedFuture("x");
    assertThat(flavor.<String>run(() -> await(twice(stage)))).isEqualTo("xx");
  }

  @ParameterizedTest
  @EnumSource
  void failuresAreTheStagesOwn(Runtimes flavor) {
    IOException failure = new IOException("down");
    CompletableFuture<String> stage =
        CompletableFuture.<String>failedFuture(new CompletionException(failure)).thenApply(s -> s);
    assertThatThrownBy(() -> flavor.<String>run(() -> await(owned(stage)))).isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource
  void itGoesOnOnItsOwnRuntime(Runtimes flavor) throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    AtomicReference<Thread> completer = new AtomicReference<>();
    Thread awaiter =
        flavor.run(
            () -> {
              spawn(
                  () -> {
                    completer.set(new Thread(() -> stage.complete("x"), "completer"));
                    completer.get().start();
                    completer.get().join();
                  });
              await(owned(stage));
              return Thread.currentThread();
            });
    assertThat(awaiter).isNotSameAs(completer.get());
  }

  /** Not on the deterministic one, which doesn't wait for a thread that blocks elsewhere. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aFutureThatBlocksIsWaitedForByAThread(Runtimes flavor) throws Exception {
    FutureTask<String> work = new FutureTask<>(() -> "worked");
    String value =
        flavor.run(
            () -> {
              JoinHandle<String> waiting = spawn(Stages.ofBlocking(work));
              new Thread(work, "work").start();
              return await(waiting);
            });
    assertThat(value).isEqualTo("worked");
  }

  @ParameterizedTest
  @EnumSource
  void failuresOfOneThatBlocksAreItsOwn(Runtimes flavor) {
    FutureTask<String> work =
        new FutureTask<>(
            () -> {
              throw new IOException("down");
            });
    work.run();
    assertThatThrownBy(() -> flavor.<String>run(() -> await(Stages.ofBlocking(work))))
        .isInstanceOf(IOException.class)
        .hasMessage("down")
        .hasNoCause();
  }

  /** Tells when somebody waits for it. */
  private static final class Watched extends FutureTask<String> {
    final CountDownLatch asked = new CountDownLatch(1);

    Watched() {
      super(() -> "never run");
    }

    @Override
    public String get() throws InterruptedException, ExecutionException {
      asked.countDown();
      return super.get();
    }
  }

  @Async
  private static Future<Outcome<String>> abortedOnceAsked(Watched work) {
    JoinHandle<String> task = spawn(Stages.ofBlocking(work));
    await(Until.holds(() -> work.asked.getCount() == 0));
    task.abort();
    return task.outcome();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void cancellingTheWaitOfAThreadCancelsWhatItWaitsFor(Runtimes flavor) throws Exception {
    Watched work = new Watched();
    Outcome<String> outcome = flavor.run(() -> await(abortedOnceAsked(work)));
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(work.isCancelled()).isTrue();
  }
}
