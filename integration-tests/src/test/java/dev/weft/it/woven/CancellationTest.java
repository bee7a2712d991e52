package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.sync.Semaphore;
import dev.weft.task.AbortHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancellation as the design states it, on every runtime. */
final class CancellationTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  /** Logs its own end. */
  private final class Resource implements AutoCloseable {
    @Override
    public void close() {
      log.add("closed");
    }
  }

  /** Runs a task until it waits for a gate, aborts it, and returns how it ended. */
  @Async
  private Future<Outcome<String>> abortAt(Gate<?> gate, Future<String> body) {
    JoinHandle<String> task = spawn(body);
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    task.abort();
    return ready(await(task.outcome()));
  }

  @Async
  private Future<String> holding(Gate<String> gate) {
    try (Resource held = new Resource()) {
      log.add("has " + (held != null));
      return ready(await(gate));
    } finally {
      log.add("finally");
    }
  }

  @ParameterizedTest
  @EnumSource
  void throwsAtTheAwaitAndCleansUp(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome = runtimes.run(() -> await(abortAt(gate, holding(gate))));
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("has true", "closed", "finally");
    assertThat(gate.wasCancelled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T46")
  void awaitingAnAbortedTaskIsNotBeingCancelled(Runtimes runtimes) throws Exception {
    String caught =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(Future.<String>widen(pending()));
              task.abort();
              try {
                return await(task);
              } catch (CancellationException e) {
                await(yieldNow());
                return e.getMessage();
              }
            });
    assertThat(caught).matches("task \\d+ was cancelled");
  }

  @Async
  private Future<String> catchingExceptions(Gate<String> gate) {
    try {
      return ready(await(gate));
    } catch (Exception e) {
      return ready("swallowed " + e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNotAnException(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome = runtimes.run(() -> await(abortAt(gate, catchingExceptions(gate))));
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
  }

  @Async
  private Future<String> swallowingOnce(Gate<String> gate) {
    try {
      return ready(await(gate));
    } catch (CancelledError e) {
      log.add("first");
    }
    try {
      await(yieldNow());
    } catch (CancelledError e) {
      log.add("second");
    }
    return ready("ended by itself");
  }

  @ParameterizedTest
  @EnumSource
  void isSticky(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome = runtimes.run(() -> await(abortAt(gate, swallowingOnce(gate))));
    assertThat(log).containsExactly("first", "second");
    assertThat(outcome).isEqualTo(new Outcome.Success<>("ended by itself"));
  }

  @Async
  private Future<String> cleaningUpSlowly(Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      await(shield(slowCleanup()));
      log.add("cleaned up");
    }
  }

  @Async
  private Future<Void> slowCleanup() {
    for (int i = 0; i < 10; i++) {
      await(yieldNow());
    }
    log.add("slow part done");
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void cleanupMayAwaitInAShield(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome = runtimes.run(() -> await(abortAt(gate, cleaningUpSlowly(gate))));
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("slow part done", "cleaned up");
  }

  /** Aborts itself and cleans up when it has completed a number of futures in this poll. */
  @Async
  private Future<Void> cleaningUpAfter(int completed, Gate<AbortHandle> gate) {
    Semaphore permits = new Semaphore(completed);
    AbortHandle self = await(gate);
    try {
      for (int i = 0; i < completed; i++) {
        await(permits.acquire());
      }
      self.abort();
    } finally {
      await(shield(slowCleanup()));
    }
    return ready();
  }

  /** At some number the shield is put off, as the task has to let others run. */
  @ParameterizedTest
  @EnumSource
  void cleanupIsShieldedThoughItIsPutOff(Runtimes runtimes) throws Exception {
    for (int completed = 120; completed < 136; completed++) {
      int count = completed;
      runtimes.run(
          () -> {
            Gate<AbortHandle> gate = new Gate<>();
            JoinHandle<Void> task = spawn(cleaningUpAfter(count, gate));
            gate.open(task.abortHandle());
            return await(task.outcome());
          });
    }
    assertThat(log).hasSize(16);
  }

  @Async
  private Future<String> shielding(Gate<String> gate) {
    log.add(await(shield(gate)));
    await(yieldNow());
    return ready("not reached");
  }

  @ParameterizedTest
  @EnumSource
  void whatAShieldRunsIsDeliveredAndTheNextAwaitThrows(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(shielding(gate));
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              task.abort();
              for (int i = 0; i < 5; i++) {
                await(yieldNow());
              }
              log.add("open");
              gate.open("value");
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("open", "value");
    assertThat(gate.wasCancelled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anAbortedTaskStillRunsToItsFirstAwait(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(holding(gate));
              task.abort();
              return await(task.outcome());
            });
    assertThat(log).startsWith("has true").contains("closed", "finally");
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
  }

  @ParameterizedTest
  @EnumSource
  void aFutureThatWasNeverStartedIsDroppedWithoutRunning(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Future<String> unused = holding(gate);
    assertThat(runtimes.run(() -> await(ready(unused != null)))).isTrue();
    assertThat(log).isEmpty();
  }

  @Async
  private Future<String> swallowingForever(Gate<String> gate) {
    while (true) {
      try {
        await(gate);
      } catch (CancelledError e) {
        log.add("swallowed");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoSwallowsItAgainAndAgainIsAbandonedAndReported(Runtimes runtimes) {
    Gate<String> gate = new Gate<>();
    List<Throwable> reports = new ArrayList<>();
    Outcome<String> outcome;
    try (AsyncRuntime runtime =
        runtimes.builder().uncaughtExceptionHandler((t, e) -> reports.add(e)).build()) {
      outcome = runtime.blockOn(async(() -> await(abortAt(gate, swallowingForever(gate)))));
    }
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).hasSize(101);
    assertThat(reports).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(reports.get(0).getStackTrace()[0].getMethodName()).isEqualTo("swallowingForever");
  }

  @Async
  private Future<String> joining(Gate<String> gate) {
    await(join(cleaningUpSlowly(gate), holding(new Gate<>())));
    return ready("not reached");
  }

  @ParameterizedTest
  @EnumSource
  void branchesCleanUpBeforeTheTaskGoesOn(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome = runtimes.run(() -> await(abortAt(gate, joining(gate))));
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).contains("closed", "finally", "slow part done", "cleaned up");
  }

  /** Both wake-ups may lead to one poll, which has to see both. */
  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aBranchThatIsWokenWhenTheTaskIsAbortedEndsToo(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<?> outcome =
        runtimes.run(
            () -> {
              JoinHandle<?> task = spawn(join(holding(gate), holding(new Gate<>())));
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              await(yieldNow());
              gate.open("value");
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).filteredOn("finally"::equals).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatCompletedFirstKeepsItsResult(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(() -> "done");
              await(task);
              task.abort();
              return await(task);
            });
    assertThat(value).isEqualTo("done");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T11")
  void closingTheRuntimeRunsCleanup(Runtimes runtimes) {
    List<Gate<String>> gates = Arrays.asList(new Gate<>(), new Gate<>(), new Gate<>());
    try (AsyncRuntime runtime = runtimes.start()) {
      gates.forEach(gate -> runtime.spawn(cleaningUpSlowly(gate)));
      runtime.blockOn(
          async(
              () -> {
                for (Gate<String> gate : gates) {
                  while (!gate.wasPolled()) {
                    await(yieldNow());
                  }
                }
              }));
    }
    assertThat(log).hasSize(6).containsOnly("slow part done", "cleaned up");
  }
}
