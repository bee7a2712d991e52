package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Oneshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oneshot channels between tasks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OneshotCasesTest {
  private static final int ROUNDS = 500;

  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();
  private final Oneshot.Channel<Integer> channel = Oneshot.channel(undelivered::add);
  private final Oneshot.Sender<Integer> tx = channel.tx();
  private final Oneshot.Receiver<Integer> rx = channel.rx();

  /** What comes of a receive. */
  @Async
  private static Future<String> received(Oneshot.Receiver<Integer> rx) {
    try {
      return ready("value " + await(rx.recv()));
    } catch (ClosedException e) {
      return ready("closed");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T83")
  void aValueThatWasSentOutlivesTheEndOfSending(Runtimes workers) throws Exception {
    String received =
        workers.run(
            () -> {
              JoinHandle<Void> watching = spawn(tx.closed());
              assertThat(tx.send(17)).isTrue();
              rx.stopSending();
              String value = await(received(rx));
              await(watching);
              return value;
            });
    assertThat(received).isEqualTo("value 17");
    assertThat(undelivered).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T83")
  void theEndOfSendingWakesWhoSendsAndWhoReceives(Runtimes workers) throws Exception {
    String received =
        workers.run(
            () -> {
              JoinHandle<Void> watching = spawn(tx.closed());
              JoinHandle<String> receiving = spawn(received(rx));
              await(yieldNow());
              rx.stopSending();
              await(watching);
              return await(receiving);
            });
    assertThat(received).isEqualTo("closed");
    assertThat(tx.send(1)).isFalse();
    assertThat(rx.tryRecv()).isNull();
    assertThat(rx.isEnded()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T83")
  void whoComesAfterATaskThatGaveUpIsWoken(Runtimes workers) throws Exception {
    String received =
        workers.run(
            () -> {
              JoinHandle<String> first = spawn(received(rx));
              await(yieldNow());
              first.abort();
              assertThat(await(first.outcome())).isInstanceOf(Outcome.Cancelled.class);
              JoinHandle<String> second = spawn(received(rx));
              await(yieldNow());
              tx.send(1);
              return await(second);
            });
    assertThat(received).isEqualTo("value 1");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T83")
  void aSenderMayWaitInOneTaskAfterAnother(Runtimes workers) throws Exception {
    workers.run(
        () -> {
          JoinHandle<Void> first = spawn(tx.closed());
          await(yieldNow());
          first.abort();
          assertThat(await(first.outcome())).isInstanceOf(Outcome.Cancelled.class);
          JoinHandle<Void> second = spawn(tx.closed());
          await(yieldNow());
          rx.close();
          return await(second);
        });
    assertThat(tx.send(1)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T81")
  void aThreadThatRunsTasksMustNotBlock(Runtimes workers) throws Exception {
    int received =
        workers.run(
            () -> {
              assertThatThrownBy(rx::blockingRecv).hasMessageContaining("spawnBlocking");
              JoinHandle<Integer> blocked = spawnBlocking(rx::blockingRecv);
              tx.send(1);
              return await(blocked);
            });
    assertThat(received).isEqualTo(1);
  }

  /** A value that was taken over is received, or told of when it is lost. */
  @ParameterizedTest
  @EnumSource
  @Tag("T120")
  void noValueIsLostUnseen(Runtimes workers) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Oneshot.Channel<Integer> one = Oneshot.channel(undelivered::add);
      boolean sent =
          workers.run(
              () -> {
                JoinHandle<Boolean> sending = spawn(() -> one.tx().send(1));
                one.rx().close();
                return await(sending);
              });
      assertThat(undelivered).hasSize(sent ? 1 : 0);
      undelivered.clear();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T120")
  void aTaskThatTakesTheReceiverOverIsWoken(Runtimes workers) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Oneshot.Channel<Integer> one = Oneshot.channel();
      String received =
          workers.run(
              () -> {
                JoinHandle<String> first = spawn(received(one.rx()));
                JoinHandle<Boolean> sending = spawn(() -> one.tx().send(1));
                first.abort();
                String outcome = await(first.outcome()).toString();
                await(sending);
                return one.rx().isEnded() ? outcome : await(spawn(received(one.rx())));
              });
      assertThat(received).contains("value 1");
    }
  }
}
