package dev.weft.it.cancel;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRunnable;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.OneOf2;
import dev.weft.Weft;
import dev.weft.sync.Barrier;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Notify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation that says it loses nothing is cancelled where it waits, made again, and gives what
 * it would have given.
 */
final class CancelSafetyTest {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Trials TRIALS = new Trials();

  /**
   * Those that never wait for anything but their turn, or only end what they wait for; those of a
   * select, which is tried; those of TLS, which {@code TlsTest} cancels again and again; and what
   * comes from outside, which {@code SignalTest}, {@code ProcessTest} and {@code FileWatchTest} see
   * to.
   */
  private static final Set<String> WITHOUT_TRIAL =
      Set.of(
          "AsyncStream.next",
          "AsyncWrite.flush",
          "AsyncWrite.shutdown",
          "BufWriter.flush",
          "BufWriter.shutdown",
          "Duplex.flush",
          "Duplex.shutdown",
          "Child.waitFor",
          "FileWatch.next",
          "JoinMap.shutdown",
          "JoinSet.shutdown",
          "LocalSet.shutdown",
          "Pipe.Writer.flush",
          "Pipe.Writer.shutdown",
          "Select.biased",
          "Select.orElse",
          "Signal.next",
          "TlsStream.flush",
          "TlsStream.read",
          "TlsStream.shutdown",
          "TlsStream.write",
          "Weft.ctrlC",
          "Weft.failed",
          "Weft.pending",
          "Weft.ready",
          "Weft.yieldNow");

  /** A trial of an operation. */
  record Case(String operation, Supplier<Trial> trial) {
    @Override
    public String toString() {
      return operation;
    }
  }

  private static Stream<Case> cases() {
    return TRIALS.byName().entrySet().stream()
        .map(entry -> new Case(entry.getKey(), entry.getValue()));
  }

  @AfterEach
  void close() throws Exception {
    TRIALS.close();
  }

  @Test
  void everyOperationThatLosesNothingIsTried() throws Exception {
    Set<String> safe = new TreeSet<>();
    for (Operation operation : Operation.all()) {
      if (!operation.losesData()
          && !operation.closes()
          && !FileOperationsTest.tries(operation.name())
          && !SocketOperationsTest.tries(operation.name())) {
        safe.add(operation.name());
      }
    }
    assertThat(TRIALS.byName().keySet())
        .doesNotContainAnyElementsOf(WITHOUT_TRIAL)
        .containsAll(without(safe, WITHOUT_TRIAL));
    assertThat(safe).containsAll(WITHOUT_TRIAL);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneThatIsTimedOutWhileItWaitsLosesNothing(Case of) throws Exception {
    run(of, CancelSafetyTest::timedOut);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneThatLosesWhenItCouldGoOnLosesNothing(Case of) throws Exception {
    run(of, CancelSafetyTest::lost);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneThatLosesASelectWhenItCouldGoOnLosesNothing(Case of) throws Exception {
    run(of, CancelSafetyTest::lostASelect);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneWhoseTaskIsAbortedWhenItCouldGoOnIsDeliveredOrLosesNothing(Case of) throws Exception {
    run(of, CancelSafetyTest::aborted);
  }

  private interface Way {
    Future<Void> cancel(Trial trial) throws Exception;
  }

  @Async
  private static Future<Void> prepared(Case of, Way way) throws Exception {
    Trial trial = of.trial().get();
    await(settled());
    await(way.cancel(trial));
    return ready();
  }

  private static void run(Case of, Way way) throws Exception {
    run(() -> await(prepared(of, way)));
  }

  private static void run(AsyncRunnable<?> body) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
      runtime.blockOn(Weft.<Exception>async(body));
    }
  }

  @Async
  private static Future<Void> timedOut(Trial trial) throws Exception {
    boolean timedOut = false;
    try {
      await(timeout(MOMENT, trial.start().call()));
    } catch (TimeoutException e) {
      timedOut = true;
    }
    assertThat(timedOut).as("it has to wait").isTrue();
    await(trial.provide().get());
    await(again(trial));
    return ready();
  }

  @Async
  private static Future<Void> lost(Trial trial) throws Exception {
    Loser loser = new Loser(trial.start().call());
    JoinHandle<Void> task = spawn(loser);
    await(settled());
    assertThat(loser.wasPolled()).isTrue();
    await(trial.provide().get());
    loser.lose();
    await(task);
    await(again(trial));
    return ready();
  }

  @Async
  private static Future<Void> aborted(Trial trial) throws Exception {
    List<@Nullable Object> delivered = new ArrayList<>();
    JoinHandle<Void> task = spawn(keeping(trial, delivered));
    await(settled());
    await(trial.provide().get());
    task.abort();
    await(task.outcome());
    if (delivered.isEmpty()) {
      await(again(trial));
    } else {
      trial.check().accept(delivered.get(0));
    }
    return ready();
  }

  @Async
  private static Future<Void> keeping(Trial trial, List<@Nullable Object> delivered)
      throws Exception {
    delivered.add(await(trial.start().call()));
    return ready();
  }

  /** Both can go on at the same time, and the other one is asked first. */
  @Async
  private static Future<Void> lostASelect(Trial trial) throws Exception {
    Notify winner = new Notify();
    JoinHandle<Boolean> task = spawn(isSecond(winner, trial));
    await(settled());
    winner.notifyOne();
    await(trial.provide().get());
    if (await(task)) {
      return ready();
    }
    await(again(trial));
    return ready();
  }

  @Async
  private static Future<Boolean> isSecond(Notify winner, Trial trial) throws Exception {
    OneOf2<Void, ?> won = await(select(winner.notified(), trial.start().call()).biased());
    if (won.index() == 2) {
      trial.check().accept(won.second());
    }
    return ready(won.index() == 2);
  }

  /** Lets tasks run to where they wait. */
  @Async
  private static Future<Void> settled() {
    for (int i = 0; i < 10; i++) {
      await(yieldNow());
    }
    return ready();
  }

  @Async
  private static Future<Void> again(Trial trial) throws Exception {
    trial.check().accept(await(timeout(LONG, trial.start().call())));
    return ready();
  }

  @Test
  void whoIsCancelledAtABarrierThatHasOpenedHasArrived() throws Exception {
    Barrier barrier = new Barrier(2);
    run(
        () -> {
          Loser loser = new Loser(barrier.arrive());
          JoinHandle<Void> task = spawn(loser);
          await(settled());
          await(barrier.arrive());
          loser.lose();
          await(task);
          JoinHandle<Boolean> second = spawn(barrier.arrive());
          await(settled());
          assertThat(second.isFinished()).isFalse();
        });
  }

  @Test
  void aValueWhoseSendIsCancelledIsUndelivered() throws Exception {
    List<Integer> undelivered = new ArrayList<>();
    Mpsc.Channel<Integer> channel = Mpsc.channel(1, undelivered::add);
    try (Mpsc.Sender<Integer> sender = channel.tx()) {
      sender.trySend(1);
      run(
          () -> {
            JoinHandle<Void> task = spawn(sender.send(2));
            await(settled());
            channel.rx().tryRecv();
            task.abort();
            await(task.outcome());
          });
    }
    assertThat(undelivered).containsExactly(2);
    assertThat(channel.rx().tryRecv()).isNull();
  }
}
