package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Watch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Watch channels between tasks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WatchCasesTest {
  private static final int VALUES = 2000;

  private final Watch.Sender<Integer> tx = Watch.sender(0);

  /** What a receiver sees until the end. */
  @Async
  private static Future<List<Integer>> all(Watch.Receiver<Integer> rx) {
    List<Integer> seen = new ArrayList<>();
    for (Integer value = await(rx.next()); value != null; value = await(rx.next())) {
      seen.add(value);
    }
    rx.close();
    return ready(seen);
  }

  @Async
  private static Future<Void> sendAll(Watch.Sender<Integer> sender) {
    for (int i = 1; i <= VALUES; i++) {
      sender.send(i);
      if (i % 10 == 0) {
        await(yieldNow());
      }
    }
    sender.close();
    return ready();
  }

  @Tag("T86")
  @Tag("T110")
  @ParameterizedTest
  @EnumSource
  void allSeeTheLastValueAndNoneTwice(Runtimes workers) throws Exception {
    List<List<Integer>> seen = workers.run(() -> await(writeAndRead(20)));
    for (List<Integer> each : seen) {
      assertThat(each).doesNotHaveDuplicates().isSorted().endsWith(VALUES);
    }
  }

  @Async
  private Future<List<List<Integer>>> writeAndRead(int readers) {
    List<JoinHandle<List<Integer>>> reading = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      reading.add(spawn(all(tx.subscribe())));
    }
    await(spawn(sendAll(tx)));
    List<List<Integer>> seen = new ArrayList<>();
    for (JoinHandle<List<Integer>> each : reading) {
      seen.add(await(each));
    }
    return ready(seen);
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource
  void theFinalValueIsSeenByWhoComesLate(Runtimes workers) throws Exception {
    Watch.Receiver<Integer> rx = tx.subscribe();
    List<Integer> seen =
        workers.run(
            () -> {
              await(spawn(sendAll(tx)));
              return await(all(rx));
            });
    assertThat(seen).containsExactly(VALUES);
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource
  void aChannelThatNobodyReceivesFromIsOpenedByASubscription(Runtimes workers) throws Exception {
    tx.subscribe().close();
    boolean sent =
        workers.run(
            () -> {
              await(tx.closed());
              assertThat(tx.send(1)).isFalse();
              Watch.Receiver<Integer> rx = tx.subscribe();
              JoinHandle<Boolean> sending = spawn(() -> tx.send(2));
              assertThat(await(rx.next())).isEqualTo(2);
              return await(sending);
            });
    assertThat(sent).isTrue();
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource
  void aModificationThatFailsWakesNobody(Runtimes workers) throws Exception {
    Watch.Receiver<Integer> rx = tx.subscribe();
    List<Integer> seen =
        workers.run(
            () -> {
              JoinHandle<List<Integer>> all = spawn(all(rx));
              assertThatThrownBy(() -> tx.sendModify(WatchCasesTest::fails))
                  .isInstanceOf(IllegalArgumentException.class);
              tx.sendModify(value -> value + 1);
              tx.close();
              return await(all);
            });
    assertThat(seen).containsExactly(1);
  }

  private static Integer fails(Integer value) {
    throw new IllegalArgumentException("on purpose, with " + value);
  }

  /** Each of two senders in a task of its own; the receiver ends with the later one. */
  @Tag("T120b")
  @ParameterizedTest
  @EnumSource
  void sendersThatAreClosedAtTheSameTimeEndTheReceiver(Runtimes workers) throws Exception {
    for (int round = 0; round < 50; round++) {
      Watch.Sender<Integer> first = Watch.sender(0);
      Watch.Receiver<Integer> rx = first.subscribe();
      Watch.Sender<Integer> second = first.copy();
      boolean changed =
          workers.run(
              () -> {
                JoinHandle<Boolean> waiting = spawn(rx.changed());
                await(join(spawn(() -> first.close()), spawn(() -> second.close())));
                return await(waiting);
              });
      assertThat(changed).isFalse();
    }
  }

  @Tag("T120b")
  @ParameterizedTest
  @EnumSource
  void waitForGivesAValueThatFulfilsIt(Runtimes workers) throws Exception {
    Watch.Receiver<Integer> rx = tx.subscribe();
    int value =
        workers.run(
            () -> {
              JoinHandle<Void> sending = spawn(sendAll(tx));
              int found = await(rx.waitFor(each -> each > VALUES / 2));
              await(sending);
              return found;
            });
    assertThat(value).isGreaterThan(VALUES / 2);
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource
  void whatWasWaitedForInVainIsSaidAtTheEnd(Runtimes workers) throws Exception {
    Watch.Receiver<Integer> rx = tx.subscribe();
    String caught =
        workers.run(
            () -> {
              spawn(sendAll(tx));
              try {
                await(rx.waitFor(value -> value < 0));
                return "none";
              } catch (ClosedException e) {
                return "closed";
              }
            });
    assertThat(caught).isEqualTo("closed");
    assertThat(rx.borrow()).isEqualTo(VALUES);
  }
}
