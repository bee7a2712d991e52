package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Broadcast;
import dev.weft.sync.LaggedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broadcast channels between tasks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BroadcastCasesTest {
  private static final int VALUES = 2000;

  /** What one receiver has got, and how many values it was told that it has missed. */
  private static final class Got {
    final List<Integer> values = new ArrayList<>();
    long missed;
  }

  @Async
  private static Future<Got> all(Broadcast.Receiver<Integer> rx) {
    Got got = new Got();
    boolean ended = false;
    while (!ended) {
      try {
        Integer value = await(rx.recv());
        ended = value == null;
        if (value != null) {
          got.values.add(value);
        }
      } catch (LaggedException e) {
        got.missed += e.missed();
      }
    }
    rx.close();
    return ready(got);
  }

  @Async
  private static Future<Void> sendAll(Broadcast.Sender<Integer> tx) {
    for (int i = 0; i < VALUES; i++) {
      tx.send(i);
      if (i % 100 == 99) {
        await(yieldNow());
      }
    }
    tx.close();
    return ready();
  }

  @Async
  private static Future<List<Got>> sendAndReceive(int capacity, int receivers) {
    Broadcast.Sender<Integer> tx = Broadcast.sender(capacity);
    List<JoinHandle<Got>> receiving = new ArrayList<>();
    for (int i = 0; i < receivers; i++) {
      receiving.add(spawn(all(tx.subscribe())));
    }
    await(spawn(sendAll(tx)));
    List<Got> got = new ArrayList<>();
    for (JoinHandle<Got> each : receiving) {
      got.add(await(each));
    }
    return ready(got);
  }

  @ParameterizedTest
  @EnumSource
  void allReceiversGetAllValuesInTheirOrder(Runtimes workers) throws Exception {
    for (Got got : workers.run(() -> await(sendAndReceive(VALUES, 8)))) {
      assertThat(got.values).hasSize(VALUES).isSorted().doesNotHaveDuplicates();
      assertThat(got.missed).isZero();
    }
  }

  /** The ring is passed many times, while receivers are at work in it. */
  @Tag("T120b")
  @ParameterizedTest
  @EnumSource
  void whatAReceiverMissesIsCountedExactly(Runtimes workers) throws Exception {
    for (Got got : workers.run(() -> await(sendAndReceive(2, 4)))) {
      assertThat(got.values).isSorted().doesNotHaveDuplicates().endsWith(VALUES - 1);
      assertThat(got.values.size() + got.missed).isEqualTo(VALUES);
    }
  }

  @Tag("T85")
  @ParameterizedTest
  @EnumSource
  void theWaitForNoReceiversGoesOnIfThereIsANewOne(Runtimes workers) throws Exception {
    Broadcast.Sender<Integer> tx = Broadcast.sender(1);
    Broadcast.Receiver<Integer> first = tx.subscribe();
    workers.run(
        () -> {
          JoinHandle<Void> closed = spawn(tx.closed());
          await(yieldNow());
          Broadcast.Receiver<Integer> second = tx.subscribe();
          first.close();
          await(yieldNow());
          assertThat(closed.isFinished()).isFalse();
          second.close();
          return await(closed);
        });
    assertThat(tx.receiverCount()).isZero();
    tx.close();
  }
}
