package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.sync.Mpsc.TrySend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads at both ends of a channel. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MpscBlockingTest {
  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();
  private final Mpsc.Channel<Integer> channel = Mpsc.channel(1, undelivered::add);
  private final Mpsc.Sender<Integer> tx = channel.tx();
  private final Mpsc.Receiver<Integer> rx = channel.rx();
  private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

  @AfterEach
  void close() {
    tx.close();
    rx.close();
  }

  /** A thread that waits within a call, and notes what comes of it. */
  private Thread waiting(Callable<?> call) {
    Thread thread = Waits.start(() -> outcome.set(outcomeOf(call)));
    Waits.until("thread waits", () -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private static @Nullable Object outcomeOf(Callable<?> call) {
    try {
      return call.call();
    } catch (Exception e) {
      return e;
    }
  }

  private @Nullable Object send(int value) throws ClosedException, InterruptedException {
    tx.blockingSend(value);
    return "sent";
  }

  @Test
  void whatIsPossibleAtOnceBlocksNobody() throws ClosedException, InterruptedException {
    tx.blockingSend(1);
    assertThat(rx.blockingRecv()).isEqualTo(1);
    tx.blockingSend(2);
    assertThat(rx.blockingRecvMany(5)).containsExactly(2);
    tx.close();
    assertThat(rx.blockingRecv()).isNull();
    assertThat(rx.blockingRecvMany(5)).isEmpty();
  }

  @Test
  void aThreadWaitsForAPlace() {
    tx.trySend(1);
    Thread thread = waiting(() -> send(2));
    assertThat(rx.tryRecv()).isEqualTo(1);
    Waits.join(thread);
    assertThat(outcome).hasValue("sent");
    assertThat(rx.tryRecv()).isEqualTo(2);
  }

  @Test
  void aThreadWaitsForAValue() {
    Thread thread = waiting(rx::blockingRecv);
    tx.trySend(1);
    Waits.join(thread);
    assertThat(outcome).hasValue(1);
  }

  @Test
  void aThreadWaitsForValues() {
    Thread thread = waiting(() -> rx.blockingRecvMany(2));
    tx.trySend(1);
    Waits.join(thread);
    assertThat(outcome).hasValue(List.of(1));
  }

  @Test
  void aThreadThatWaitsSeesTheEnd() {
    Thread thread = waiting(() -> rx.blockingRecvMany(2));
    tx.close();
    Waits.join(thread);
    assertThat(outcome).hasValue(List.of());
  }

  @Test
  void aThreadThatSendsGetsItsValueBackFromAClosedChannel() {
    tx.trySend(1);
    Thread thread = waiting(() -> send(2));
    rx.close();
    Waits.join(thread);
    assertThat(outcome.get())
        .isInstanceOfSatisfying(ClosedException.class, e -> assertThat(e.value()).isEqualTo(2));
    assertThat(undelivered).containsExactly(1);
  }

  @Test
  void aThreadThatIsInterruptedKeepsItsValue() {
    tx.trySend(1);
    Thread thread = waiting(() -> send(2));
    thread.interrupt();
    Waits.join(thread);
    assertThat(outcome.get())
        .isInstanceOf(InterruptedException.class)
        .hasToString("java.lang.InterruptedException: Mpsc.blockingSend was interrupted");
    assertThat(undelivered).isEmpty();
    assertThat(rx.tryRecv()).isEqualTo(1);
    assertThat(tx.trySend(3)).isEqualTo(TrySend.SENT);
  }

  @Test
  void aThreadThatIsInterruptedReceivesNothing() {
    Thread thread = waiting(rx::blockingRecv);
    thread.interrupt();
    Waits.join(thread);
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    tx.trySend(1);
    assertThat(rx.tryRecv()).isEqualTo(1);
  }

  @Test
  void aThreadWaitsForTheValueOfAOneshotChannel() {
    Oneshot.Channel<Integer> oneshot = Oneshot.channel();
    Thread thread = waiting(oneshot.rx()::blockingRecv);
    oneshot.tx().send(1);
    Waits.join(thread);
    assertThat(outcome).hasValue(1);
    assertThatThrownBy(oneshot.rx()::blockingRecv).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aThreadThatWaitsSeesTheEndOfAOneshotChannel() {
    Oneshot.Channel<Integer> oneshot = Oneshot.channel();
    Thread thread = waiting(oneshot.rx()::blockingRecv);
    oneshot.tx().close();
    Waits.join(thread);
    assertThat(outcome.get()).isInstanceOf(ClosedException.class);
  }

  @Test
  void aThreadThatIsInterruptedLeavesTheValueOfAOneshotChannel() {
    Oneshot.Channel<Integer> oneshot = Oneshot.channel();
    Thread thread = waiting(oneshot.rx()::blockingRecv);
    thread.interrupt();
    Waits.join(thread);
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    oneshot.tx().send(1);
    assertThat(oneshot.rx().tryRecv()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T81")
  void aTaskMustNotBlock(Runtimes runtimes) {
    Oneshot.Channel<Integer> oneshot = Oneshot.channel();
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      assertRefused(runtime, "Mpsc.blockingSend", () -> send(1));
      assertRefused(runtime, "Mpsc.blockingRecv", rx::blockingRecv);
      assertRefused(runtime, "Mpsc.blockingRecvMany", () -> rx.blockingRecvMany(1));
      assertRefused(runtime, "Oneshot.blockingRecv", oneshot.rx()::blockingRecv);
    }
    assertThat(rx.isEmpty()).isTrue();
    assertThat(undelivered).isEmpty();
    oneshot.tx().close();
  }

  private static void assertRefused(AsyncRuntime runtime, String operation, Callable<?> call) {
    JoinHandle<?> task = runtime.spawn(new Value<>(call::call));
    assertThatThrownBy(() -> runtime.blockOn(task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(operation + " was called on thread '")
        .hasMessageContaining("spawnBlocking(...)");
  }

  /** Ports of Tokio's tests have a thread and a task talk; here are two threads. */
  @Test
  void allValuesArriveInTheirOrder() throws InterruptedException {
    Thread thread =
        Waits.start(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                int value = i;
                outcomeOf(() -> send(value));
              }
              tx.close();
            });
    List<Integer> all = new ArrayList<>();
    for (Integer value = rx.blockingRecv(); value != null; value = rx.blockingRecv()) {
      all.add(value);
    }
    Waits.join(thread);
    assertThat(all).hasSize(1_000).isSorted();
  }
}
