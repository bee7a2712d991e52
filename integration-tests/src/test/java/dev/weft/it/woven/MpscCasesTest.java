package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
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
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mpsc.TrySend;
import dev.weft.sync.SendTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels with many senders between tasks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MpscCasesTest {
  private static final int VALUES = 1_000;
  private static final int ROUNDS = 200;

  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();

  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  @Async
  private static Future<Void> sendAll(Mpsc.Sender<Integer> tx) throws ClosedException {
    for (int i = 0; i < VALUES; i++) {
      await(tx.send(i));
    }
    tx.close();
    return ready();
  }

  @Async
  private static Future<Void> sendAll(Mpsc.UnboundedSender<Integer> tx) throws ClosedException {
    for (int i = 0; i < VALUES; i++) {
      tx.send(i);
    }
    tx.close();
    return ready();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Futures of one task are polled in their order. */
  @ParameterizedTest
  @EnumSource
  @Tag("T74")
  void aPlaceThatIsGivenBackGoesToWhoHasWaitedLongest(Runtimes workers) throws Exception {
    Mpsc.Sender<Integer> tx = Mpsc.<Integer>channel(2).tx();
    Mpsc.Permit<Integer> one = present(tx.tryReserve());
    Mpsc.Permit<Integer> two = present(tx.tryReserve());
    workers.run(
        () ->
            await(
                join(
                    async(() -> giveBack("third", await(tx.reserve()))),
                    async(() -> giveBack("fourth", await(tx.reserve()))),
                    async(() -> giveBack("first", one)))));
    assertThat(log).containsExactly("first", "third", "fourth");
    assertThat(tx.capacity()).isEqualTo(1);
    two.close();
    tx.close();
  }

  private void giveBack(String who, Mpsc.Permit<Integer> permit) {
    log.add(who);
    permit.close();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T77")
  void manyPlacesAreReservedUpToWhatTheChannelHolds(Runtimes workers) throws Exception {
    for (int capacity = 1; capacity <= 20; capacity++) {
      Mpsc.Channel<Integer> channel = Mpsc.channel(capacity);
      for (int count = 0; count <= capacity; count++) {
        int places = count;
        workers.run(() -> await(reserveAndSend(channel, places)));
        assertTriesFail(channel.tx(), capacity - count);
      }
      assertTooMany(channel.tx(), capacity + 1);
      channel.tx().close();
    }
  }

  @Async
  private static Future<Void> reserveAndSend(Mpsc.Channel<Integer> channel, int count)
      throws ClosedException {
    try (Mpsc.Permit<Integer> permit = await(channel.tx().reserveMany(count))) {
      for (int i = 0; i < count; i++) {
        permit.send(i);
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(await(channel.rx().recv())).isEqualTo(i);
    }
    assertThat(channel.tx().capacity()).isEqualTo(channel.tx().maxCapacity());
    return ready();
  }

  /** With so many places left. */
  private static void assertTriesFail(Mpsc.Sender<Integer> tx, int left) {
    try (Mpsc.Permit<Integer> taken = present(tx.tryReserveMany(tx.maxCapacity() - left))) {
      for (int wanted = left + 1; wanted <= tx.maxCapacity(); wanted++) {
        assertThat(tx.tryReserveMany(wanted)).isNull();
      }
      assertThat(taken.count()).isEqualTo(tx.maxCapacity() - left);
      present(tx.tryReserveMany(left)).close();
    }
  }

  private static void assertTooMany(Mpsc.Sender<Integer> tx, int count) {
    assertThatThrownBy(() -> tx.reserveMany(count)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tx.tryReserveMany(count)).isInstanceOf(IllegalArgumentException.class);
  }

  @Async
  private Future<List<Integer>> receiveMany(Mpsc.Receiver<Integer> rx, int limit) {
    List<Integer> all = new ArrayList<>();
    for (List<Integer> some = await(rx.recvMany(limit));
        !some.isEmpty();
        some = await(rx.recvMany(limit))) {
      assertThat(some).hasSizeLessThanOrEqualTo(limit);
      all.addAll(some);
    }
    log.add("end");
    return ready(all);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T78")
  void manyAreReceivedAtOnceAndNoneOnlyAtTheEnd(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(7);
    Mpsc.Permit<Integer> last = present(channel.tx().tryReserve());
    List<Integer> received =
        workers.run(
            () -> {
              JoinHandle<List<Integer>> receiving = spawn(receiveMany(channel.rx(), 3));
              await(spawn(sendAll(channel.tx())));
              while (!channel.rx().isEmpty()) {
                await(yieldNow());
              }
              log.add("last");
              last.send(VALUES);
              return await(receiving);
            });
    assertThat(received).isEqualTo(numbers(VALUES + 1));
    assertThat(log).containsExactly("last", "end");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T78")
  void manyAreReceivedAtOnceFromAnUnboundedChannel(Runtimes workers) throws Exception {
    Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded();
    List<Integer> received =
        workers.run(
            () -> {
              JoinHandle<List<Integer>> receiving = spawn(receiveMany(channel.rx(), 300));
              await(spawn(sendAll(channel.tx())));
              return await(receiving);
            });
    assertThat(received).isEqualTo(numbers(VALUES));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T79")
  void aPermitKeepsAClosedChannelFromItsEnd(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    Mpsc.Receiver<Integer> rx = channel.rx();
    workers.run(
        () -> {
          Mpsc.Permit<Integer> permit = await(channel.tx().reserve());
          rx.stopSending();
          assertThat(rx.tryRecv()).isNull();
          assertThat(rx.isEnded()).isFalse();
          JoinHandle<@Nullable Integer> receiving = spawn(rx.recv());
          permit.close();
          assertThat(await(receiving)).isNull();
          return null;
        });
    assertThat(rx.tryRecv()).isNull();
    assertThat(rx.isEnded()).isTrue();
    channel.tx().close();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T79")
  void aSendWithALimitFailsWithItsValue(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(5, undelivered::add);
    workers.run(
        () -> {
          for (int i = 0; i < 5; i++) {
            await(channel.tx().sendTimeout(i, Duration.ofDays(1)));
          }
          assertThat(await(refused(channel.tx(), 60))).isEqualTo("timeout 60");
          channel.rx().close();
          assertThat(await(refused(channel.tx(), 70))).isEqualTo("closed 70");
          return null;
        });
    assertThat(undelivered).isEqualTo(numbers(5));
    channel.tx().close();
  }

  @Async
  private static Future<String> refused(Mpsc.Sender<Integer> tx, int value) {
    try {
      await(tx.sendTimeout(value, Duration.ofMillis(2)));
      return ready("sent");
    } catch (SendTimeoutException e) {
      return ready("timeout " + e.value());
    } catch (ClosedException e) {
      return ready("closed " + e.value());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T80")
  void whatIsNotReceivedIsToldOfAndTheSendersEnd(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(40, undelivered::add);
    workers.run(
        () -> {
          JoinHandle<Void> sending = spawn(sendAll(channel.tx().copy()));
          JoinHandle<Void> watching = spawn(channel.tx().closed());
          assertThat(await(channel.rx().recv())).isZero();
          while (channel.rx().len() < 33) {
            await(yieldNow());
          }
          channel.rx().close();
          await(watching);
          assertThat(await(sending.outcome()).toString()).contains("ClosedException");
          return null;
        });
    assertThat(undelivered)
        .hasSizeBetween(33, 40)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, undelivered.size()).boxed().toList());
    assertThat(channel.rx().isEmpty()).isTrue();
    channel.tx().close();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T81")
  void aThreadThatRunsTasksMustNotBlock(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    workers.run(
        () -> {
          assertThatThrownBy(() -> channel.tx().blockingSend(1)).hasMessageContaining("spawnBlock");
          assertThatThrownBy(channel.rx()::blockingRecv).hasMessageContaining("spawnBlocking");
          assertThatThrownBy(() -> channel.rx().blockingRecvMany(1)).hasMessageContaining("spawn");
          return null;
        });
    assertThat(channel.rx().isEmpty()).isTrue();
    channel.tx().close();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T81")
  void blockingWorkMayBlock(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> requests = Mpsc.channel(1);
    Mpsc.Channel<Integer> answers = Mpsc.channel(1);
    List<Integer> received =
        workers.run(
            () -> {
              spawnBlocking(() -> answerAll(requests.rx(), answers.tx()));
              spawn(sendAll(requests.tx()));
              return await(receiveMany(answers.rx(), 5));
            });
    assertThat(received).isEqualTo(numbers(VALUES));
  }

  private static @Nullable Void answerAll(Mpsc.Receiver<Integer> rx, Mpsc.Sender<Integer> tx)
      throws ClosedException, InterruptedException {
    try (tx) {
      for (Integer value = rx.blockingRecv(); value != null; value = rx.blockingRecv()) {
        tx.blockingSend(value);
      }
    }
    return null;
  }

  /** It could send to itself, and ends all the same when nobody else has a sender. */
  @Async
  private Future<Void> actor(Mpsc.Receiver<Integer> rx, Mpsc.WeakSender<Integer> self)
      throws ClosedException {
    for (int message : each(rx)) {
      log.add("message " + message);
      try (Mpsc.Sender<Integer> tx = self.upgrade()) {
        if (tx != null && message > 0) {
          await(tx.send(message - 1));
        }
      }
    }
    log.add("end");
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T82")
  void anActorWithAWeakSenderToItselfEnds(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(2);
    Mpsc.WeakSender<Integer> weak = channel.tx().downgrade();
    workers.run(
        () -> {
          JoinHandle<Void> actor = spawn(actor(channel.rx(), weak));
          await(channel.tx().send(2));
          while (log.size() < 3) {
            await(yieldNow());
          }
          channel.tx().close();
          return await(actor);
        });
    assertThat(log).containsExactly("message 2", "message 1", "message 0", "end");
    assertThat(weak.upgrade()).isNull();
    assertThat(weak.senders()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T82")
  void aPermitIsNoSender(Runtimes workers) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    Mpsc.WeakSender<Integer> weak = channel.tx().downgrade();
    workers.run(
        () -> {
          Mpsc.Permit<Integer> permit = await(channel.tx().reserve());
          channel.tx().close();
          assertThat(weak.upgrade()).isNull();
          permit.send(1);
          assertThat(await(channel.rx().recv())).isEqualTo(1);
          assertThat(await(channel.rx().recv())).isNull();
          return null;
        });
  }

  /** What was sent before the close is received, the rest comes back. */
  @ParameterizedTest
  @EnumSource
  @Tag("T120")
  void eachValueIsReceivedOrRefused(Runtimes workers) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Mpsc.Channel<Integer> channel = Mpsc.channel(1, undelivered::add);
      int outcome =
          workers.run(
              () -> {
                JoinHandle<Boolean> sending = spawn(isSent(channel.tx()));
                JoinHandle<Integer> receiving = spawn(stopAndCount(channel.rx()));
                return (await(sending) ? 10 : 0) + await(receiving);
              });
      assertThat(outcome).isIn(0, 11);
      assertThat(undelivered).isEmpty();
    }
  }

  @Async
  private static Future<Boolean> isSent(Mpsc.Sender<Integer> tx) {
    try (tx) {
      await(tx.send(1));
      return ready(true);
    } catch (ClosedException e) {
      return ready(false);
    }
  }

  @Async
  private static Future<Integer> stopAndCount(Mpsc.Receiver<Integer> rx) {
    rx.stopSending();
    int count = 0;
    while (await(rx.recv()) != null) {
      count++;
    }
    assertThat(rx.len()).isZero();
    return ready(count);
  }

  /** At the border of two chunks of 32 values, and right after it. */
  @ParameterizedTest
  @EnumSource
  @Tag("T120")
  void theLengthDoesNotChangeWithTheClose(Runtimes workers) throws Exception {
    for (int count = 31; count <= 33; count++) {
      for (int round = 0; round < ROUNDS / 10; round++) {
        Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded(undelivered::add);
        numbers(count).forEach(channel.tx()::trySend);
        workers.run(
            () -> {
              JoinHandle<Void> closing = spawn(() -> channel.tx().close());
              int length = channel.rx().len();
              await(closing);
              assertThat(channel.rx().len()).isEqualTo(length);
              return null;
            });
        assertThat(channel.rx().len()).isEqualTo(count);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T120")
  void whoTriesSeesValuesBeforeTheEnd(Runtimes workers) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Mpsc.Channel<Integer> channel = Mpsc.channel(1);
      int received =
          workers.run(
              () -> {
                JoinHandle<TrySend> sending = spawn(() -> sendAndClose(channel.tx()));
                int count = 0;
                while (!channel.rx().isEnded()) {
                  count += channel.rx().tryRecv() == null ? 0 : 1;
                  await(yieldNow());
                }
                assertThat(await(sending)).isEqualTo(TrySend.SENT);
                return count;
              });
      assertThat(received).isEqualTo(1);
    }
  }

  private static TrySend sendAndClose(Mpsc.Sender<Integer> tx) {
    try (tx) {
      return tx.trySend(1);
    }
  }
}
