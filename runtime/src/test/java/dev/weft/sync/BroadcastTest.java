package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Current;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broadcast channels, poll by poll; many are ports of Tokio's tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BroadcastTest {
  private final Broadcast.Sender<Object> tx = Broadcast.sender(4);
  private final Broadcast.Receiver<Object> rx = tx.subscribe();
  private final CountingStrand strand = new CountingStrand();

  private Object recv() {
    return strand.poll(rx.recv());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, (1 << 30) + 1, Integer.MAX_VALUE})
  void aCapacityIsPositiveAndAtMostAPowerOfTwo(int capacity) {
    assertThatThrownBy(() -> Broadcast.sender(capacity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity must be from 1 to 1073741824: " + capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 63, 64, 65})
  void aCapacityIsRoundedUpToAPowerOfTwo(int capacity) {
    Broadcast.Sender<Object> sender = Broadcast.sender(capacity);
    Broadcast.Receiver<Object> receiver = sender.subscribe();
    IntStream.range(0, 1000).forEach(sender::send);
    int rounded = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) * 2;
    assertThat(sender.len()).isEqualTo(rounded);
    assertThatThrownBy(receiver::tryRecv)
        .isInstanceOfSatisfying(
            LaggedException.class, e -> assertThat(e.missed()).isEqualTo(1000 - rounded));
    sender.close();
  }

  @Test
  void elementsAreNotNull() {
    assertThatThrownBy(() -> tx.send(null)).hasMessageContaining("Notify");
  }

  @Test
  void allReceiversGetAllValues() {
    Broadcast.Receiver<Object> other = tx.subscribe();
    assertThat(tx.send("one")).isEqualTo(2);
    assertThat(tx.send("two")).isEqualTo(2);
    assertThat(recv()).isEqualTo("one");
    assertThat(recv()).isEqualTo("two");
    assertThat(recv()).isEqualTo(Poll.PENDING);
    assertThat(other.tryRecv()).isEqualTo("one");
    assertThat(other.tryRecv()).isEqualTo("two");
    assertThat(other.tryRecv()).isNull();
  }

  @Test
  void aReceiverGetsOnlyWhatIsSentAfterwards() {
    tx.send("before");
    Broadcast.Receiver<Object> late = tx.subscribe();
    Broadcast.Receiver<Object> again = rx.resubscribe();
    assertThat(tx.send("after")).isEqualTo(3);
    assertThat(late.tryRecv()).isEqualTo("after");
    assertThat(again.tryRecv()).isEqualTo("after");
    assertThat(rx.tryRecv()).isEqualTo("before");
  }

  @Test
  void aValueThatNobodyGetsIsNotKept() {
    rx.close();
    rx.close();
    assertThat(tx.receiverCount()).isZero();
    assertThat(tx.send("lost")).isZero();
    assertThat(tx.len()).isZero();
    Broadcast.Receiver<Object> late = tx.subscribe();
    assertThat(tx.send("kept")).isEqualTo(1);
    assertThat(late.tryRecv()).isEqualTo("kept");
  }

  @Test
  void allWhoWaitAreWokenOnce() {
    Broadcast.Receiver<Object> other = tx.subscribe();
    Asked<Object> first = Asked.waiting(rx.recv());
    Asked<Object> second = Asked.waiting(other.recv());
    tx.send("one");
    assertThat(first.get()).isEqualTo("one");
    tx.send("two");
    assertThat(second.get()).isEqualTo("one");
    assertThat(Asked.now(rx.recv())).isEqualTo("two");
    assertThat(Asked.now(other.next())).isEqualTo("two");
  }

  @Test
  void aReceiveThatIsCancelledTakesNothing() {
    assertThat(recv()).isEqualTo(Poll.PENDING);
    assertThat(strand.cancel(rx.recv())).isEqualTo(Poll.CANCELLED);
    tx.send("one");
    assertThat(strand.wakes()).isZero();
    assertThat(recv()).isEqualTo("one");
    assertThat(recv()).isEqualTo(Poll.PENDING);
    tx.send("two");
    assertThat(strand.cancel(rx.recv())).isEqualTo(Poll.CANCELLED);
    assertThat(recv()).isEqualTo("two");
    assertThat(strand.wakes()).isEqualTo(1);
  }

  @Test
  void theStrandIsWokenThatPolledLast() {
    CountingStrand other = new CountingStrand();
    recv();
    other.poll(rx.recv());
    tx.send("one");
    assertThat(strand.wakes()).isZero();
    assertThat(other.wakes()).isEqualTo(1);
  }

  @Test
  void theEndComesAfterWhatIsLeft() {
    Broadcast.Sender<Object> copy = tx.copy();
    tx.send("one");
    tx.close();
    tx.close();
    copy.send("two");
    assertThat(rx.isEnded()).isFalse();
    copy.close();
    assertThat(rx.isEnded()).isFalse();
    assertThat(recv()).isEqualTo("one");
    assertThat(rx.tryRecv()).isEqualTo("two");
    assertThat(rx.isEnded()).isTrue();
    assertThat(recv()).isNull();
    assertThat(recv()).isNull();
    assertThat(strand.poll(rx.resubscribe().recv())).isNull();
  }

  @Test
  void theLastSenderWakesThoseWhoWait() {
    Broadcast.Sender<Object> copy = tx.copy();
    assertThat(recv()).isEqualTo(Poll.PENDING);
    tx.close();
    assertThat(strand.wakes()).isZero();
    copy.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(recv()).isNull();
  }

  @Test
  void aClosedSenderIsOfNoUse() {
    tx.close();
    assertThatThrownBy(() -> tx.send(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tx::subscribe).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tx::copy).hasMessageContaining("copy()");
  }

  @Test
  void aClosedReceiverIsAtItsEnd() {
    tx.send("one");
    rx.close();
    assertThat(recv()).isNull();
    assertThat(rx.tryRecv()).isNull();
    assertThat(rx.isEnded()).isTrue();
    assertThat(rx.len()).isZero();
    assertThat(tx.send("two")).isZero();
  }

  @Test
  void aWeakSenderKeepsNoChannelOpen() {
    Broadcast.WeakSender<Object> weak = tx.downgrade();
    try (Broadcast.Sender<Object> strong = weak.upgrade()) {
      tx.close();
      assertThat(strong.send("one")).isEqualTo(1);
    }
    assertThat(weak.upgrade()).isNull();
    assertThat(recv()).isEqualTo("one");
    assertThat(recv()).isNull();
  }

  @Test
  void lengthsAreThoseOfTheSlowest() {
    Broadcast.Receiver<Object> slow = tx.subscribe();
    tx.send("one");
    tx.send("two");
    assertThat(rx.tryRecv()).isEqualTo("one");
    assertThat(rx.len()).isEqualTo(1);
    assertThat(slow.len()).isEqualTo(2);
    assertThat(tx.len()).isEqualTo(2);
    slow.tryRecv();
    assertThat(tx.len()).isEqualTo(1);
    slow.close();
    assertThat(tx.len()).isEqualTo(1);
    rx.tryRecv();
    assertThat(tx.len()).isZero();
  }

  @Test
  void aValueIsLetGoOfWhenAllHaveIt() {
    Broadcast.Receiver<Object> slow = tx.subscribe();
    WeakReference<Object> value = sendNew();
    rx.tryRecv();
    assertThat(isCollected(value)).isFalse();
    slow.tryRecv();
    Waits.until("the value is collected", () -> isCollected(value));
  }

  @Test
  void aReceiverThatIsClosedLetsGoOfWhatItHasNotTaken() {
    WeakReference<Object> value = sendNew();
    assertThat(isCollected(value)).isFalse();
    rx.close();
    Waits.until("the value is collected", () -> isCollected(value));
    assertThat(tx.len()).isZero();
  }

  private WeakReference<Object> sendNew() {
    Object value = new Object();
    tx.send(value);
    return new WeakReference<>(value);
  }

  private static boolean isCollected(WeakReference<?> reference) {
    System.gc();
    return reference.get() == null;
  }

  @Test
  void theWaitForNoReceiversEndsWithTheLast() {
    Broadcast.Receiver<Object> other = tx.subscribe();
    Future<Void> closed = tx.closed();
    assertThat(strand.poll(closed)).isEqualTo(Poll.PENDING);
    rx.close();
    assertThat(strand.wakes()).isZero();
    other.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(closed)).isNull();
    assertThat(strand.poll(tx.closed())).isNull();
  }

  @Test
  @Tag("T85")
  void theWaitForNoReceiversGoesOnIfThereIsANewOneBeforeItIsPolled() {
    Future<Void> closed = tx.closed();
    assertThat(strand.poll(closed)).isEqualTo(Poll.PENDING);
    rx.close();
    assertThat(strand.wakes()).isEqualTo(1);
    Broadcast.Receiver<Object> another = tx.subscribe();
    assertThat(strand.poll(closed)).isEqualTo(Poll.PENDING);
    another.close();
    assertThat(strand.wakes()).isEqualTo(2);
    assertThat(strand.poll(closed)).isNull();
  }

  @Test
  void aWaitForNoReceiversThatIsCancelledIsNotWoken() {
    Asked<Void> closed = Asked.waiting(tx.closed());
    closed.cancel();
    rx.close();
    assertThat(closed.isWoken()).isFalse();
  }

  @Test
  void theNumberOfReceiversHasALimit() {
    BroadcastCore<Object> core = new BroadcastCore<>(1);
    IntStream.range(0, (1 << 24) - 1).forEach(i -> core.enter());
    assertThatThrownBy(core::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a Broadcast channel has at most 16777215 receivers at a time; close those that are"
                + " not used any more");
    assertThat(core.send("one")).isEqualTo((1 << 24) - 1);
  }

  @Test
  void threadsThatRunNoTasksMayBlock() throws InterruptedException {
    tx.send("one");
    assertThat(rx.blockingRecv()).isEqualTo("one");
    tx.close();
    assertThat(rx.blockingRecv()).isNull();
  }

  @Test
  void aThreadThatIsInterruptedTakesNoValue() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(rx::blockingRecv).isInstanceOf(InterruptedException.class);
    tx.send("one");
    assertThat(rx.tryRecv()).isEqualTo("one");
  }

  @Test
  void aThreadThatBlocksIsWoken() throws Exception {
    CompletableFuture<Object> got =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return rx.blockingRecv();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    tx.send("one");
    assertThat(got.get()).isEqualTo("one");
  }

  @Test
  void aThreadThatRunsTasksMustNotBlock() {
    Current.Scope scope = Current.enter(null, true);
    try {
      assertThatThrownBy(rx::blockingRecv)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Broadcast.blockingRecv was called on thread '");
    } finally {
      scope.close();
    }
  }

  @Test
  void aSenderThatIsDroppedEnds() {
    Broadcast.Receiver<Object> orphan = Broadcast.sender(1).subscribe();
    assertThat(strand.poll(orphan.recv())).isEqualTo(Poll.PENDING);
    Waits.until(
        "the sender is missed",
        () -> {
          System.gc();
          return strand.wakes() == 1;
        });
    assertThat(strand.poll(orphan.recv())).isNull();
  }
}
