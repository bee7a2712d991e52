package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import dev.weft.sync.Mpsc.TrySend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bounded channels, poll by poll; many are ports of Tokio's tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MpscTest {
  private final List<Integer> undelivered = new ArrayList<>();
  private final Mpsc.Channel<Integer> channel = Mpsc.channel(2, undelivered::add);
  private final Mpsc.Sender<Integer> tx = channel.tx();
  private final Mpsc.Receiver<Integer> rx = channel.rx();
  private final CountingStrand strand = new CountingStrand();

  @AfterEach
  void close() {
    tx.close();
  }

  /** A strand that sends. */
  private static final class Sending {
    final CountingStrand strand = new CountingStrand();
    final Future<?> future;

    Sending(Future<?> future) {
      this.future = future;
    }

    Object poll() {
      return strand.poll(future);
    }
  }

  private Sending send(int value) throws ClosedException {
    return new Sending(tx.send(value));
  }

  private void fill() {
    assertThat(tx.trySend(1)).isEqualTo(TrySend.SENT);
    assertThat(tx.trySend(2)).isEqualTo(TrySend.SENT);
    assertThat(tx.trySend(3)).isEqualTo(TrySend.FULL);
  }

  private Object recv() {
    return strand.poll(rx.recv());
  }

  @Test
  void aCapacityIsPositive() {
    assertThatThrownBy(() -> Mpsc.channel(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void elementsAreNotNull() {
    assertThatThrownBy(() -> tx.trySend(null)).hasMessageContaining("Notify");
    assertThatThrownBy(() -> tx.send(null)).hasMessageContaining("Notify");
  }

  @Test
  void aSendIsLazy() throws ClosedException {
    Sending sending = send(1);
    assertThat(rx.tryRecv()).isNull();
    assertThat(sending.poll()).isNull();
    assertThat(rx.tryRecv()).isEqualTo(1);
  }

  @Test
  void aSecondAwaitOfASendIsAMistake() throws ClosedException {
    Sending sending = send(1);
    assertThat(sending.poll()).isNull();
    assertThatThrownBy(() -> sending.future.poll(strand)).isInstanceOf(IllegalStateException.class);
    assertThat(rx.len()).isEqualTo(1);
  }

  @Test
  void theReceiverIsWokenOnceForEachWait() {
    assertThat(recv()).isEqualTo(Poll.PENDING);
    fill();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(recv()).isEqualTo(1);
    assertThat(recv()).isEqualTo(2);
    assertThat(recv()).isEqualTo(Poll.PENDING);
    tx.trySend(3);
    assertThat(strand.wakes()).isEqualTo(2);
  }

  @Test
  void whoHasToWaitGetsInInItsOrder() throws ClosedException {
    fill();
    Sending first = send(3);
    Sending second = send(4);
    assertThat(first.poll()).isEqualTo(Poll.PENDING);
    assertThat(second.poll()).isEqualTo(Poll.PENDING);
    assertThat(recv()).isEqualTo(1);
    assertThat(first.strand.wakes()).isEqualTo(1);
    assertThat(second.strand.wakes()).isZero();
    assertThat(tx.trySend(9)).isEqualTo(TrySend.FULL);
    assertThat(first.poll()).isNull();
    assertThat(recv()).isEqualTo(2);
    assertThat(second.poll()).isNull();
    assertThat(recv()).isEqualTo(3);
    assertThat(recv()).isEqualTo(4);
  }

  @Test
  void aSendThatIsCancelledPassesItsPlaceOn() throws ClosedException {
    fill();
    Sending first = send(3);
    Sending second = send(4);
    first.poll();
    second.poll();
    assertThat(recv()).isEqualTo(1);
    assertThat(first.strand.cancel(first.future)).isEqualTo(Poll.CANCELLED);
    assertThat(undelivered).containsExactly(3);
    assertThat(second.strand.wakes()).isEqualTo(1);
    assertThat(second.poll()).isNull();
    assertThat(recv()).isEqualTo(2);
    assertThat(recv()).isEqualTo(4);
  }

  @Test
  void theEndComesAfterAllValuesOfAllSenders() {
    Mpsc.Sender<Integer> copy = tx.copy();
    tx.trySend(1);
    tx.close();
    tx.close();
    assertThat(copy.trySend(2)).isEqualTo(TrySend.SENT);
    copy.close();
    assertThat(rx.isEnded()).isFalse();
    assertThat(recv()).isEqualTo(1);
    assertThat(recv()).isEqualTo(2);
    assertThat(rx.isEnded()).isTrue();
    assertThat(recv()).isNull();
    assertThat(recv()).isNull();
  }

  @Test
  void theLastSenderWakesTheReceiver() {
    Mpsc.Sender<Integer> copy = tx.copy();
    assertThat(recv()).isEqualTo(Poll.PENDING);
    tx.close();
    assertThat(strand.wakes()).isZero();
    copy.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(recv()).isNull();
  }

  @Test
  void whoWaitsForTheEndOfTheChannelSeesThatOfItsSenders() {
    Sending closed = new Sending(tx.closed());
    assertThat(closed.poll()).isEqualTo(Poll.PENDING);
    assertThat(tx.isClosed()).isFalse();
    tx.close();
    assertThat(closed.strand.wakes()).isEqualTo(1);
    assertThat(closed.poll()).isNull();
    assertThat(tx.isClosed()).isTrue();
  }

  @Test
  void aClosedSenderIsOfNoUse() {
    tx.close();
    assertThatThrownBy(() -> tx.trySend(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tx.send(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tx::copy).hasMessageContaining("copy()");
  }

  @Test
  void aReceiverThatStopsSendingGetsWhatIsThere() throws ClosedException {
    fill();
    Sending waiting = send(3);
    Sending closed = new Sending(tx.closed());
    waiting.poll();
    assertThat(closed.poll()).isEqualTo(Poll.PENDING);
    rx.stopSending();
    assertThat(closed.strand.wakes()).isEqualTo(1);
    assertThat(closed.poll()).isNull();
    assertThat(waiting.strand.wakes()).isEqualTo(1);
    assertThatThrownBy(() -> waiting.future.poll(strand))
        .isInstanceOfSatisfying(ClosedException.class, e -> assertThat(e.value()).isEqualTo(3));
    assertThat(tx.trySend(4)).isEqualTo(TrySend.CLOSED);
    assertThat(recv()).isEqualTo(1);
    assertThat(recv()).isEqualTo(2);
    assertThat(recv()).isNull();
    assertThat(undelivered).isEmpty();
  }

  @Test
  @Tag("T80")
  void aReceiverThatIsClosedLosesWhatIsThere() {
    fill();
    rx.close();
    rx.close();
    assertThat(undelivered).containsExactly(1, 2);
    assertThat(tx.isClosed()).isTrue();
    assertThat(rx.isEnded()).isTrue();
    assertThat(recv()).isNull();
    assertThat(rx.tryRecv()).isNull();
    assertThat(rx.len()).isZero();
  }

  @Test
  @Tag("T80")
  void everyLostValueIsToldOfThoughOneCallbackFails() {
    Mpsc.Channel<Integer> failing =
        Mpsc.channel(
            3,
            value -> {
              undelivered.add(value);
              throw new IllegalArgumentException("value " + value);
            });
    IntStream.range(0, 3).forEach(failing.tx()::trySend);
    assertThatThrownBy(failing.rx()::close).hasMessage("value 0");
    assertThat(undelivered).containsExactly(0, 1, 2);
    failing.tx().close();
  }

  @Test
  @Tag("T80")
  void everyLostValueIsToldOfThoughOneCallbackThrowsAnError() {
    Mpsc.UnboundedChannel<Integer> failing =
        Mpsc.unbounded(
            value -> {
              undelivered.add(value);
              throw new AssertionError("value " + value);
            });
    failing.tx().trySend(1);
    failing.tx().trySend(2);
    assertThatThrownBy(failing.rx()::close)
        .hasMessage("value 1")
        .hasSuppressedException(new AssertionError("value 2"));
    assertThat(undelivered).containsExactly(1, 2);
    failing.tx().close();
  }

  @Test
  void aPermitHoldsItsPlace() {
    Mpsc.Permit<Integer> permit = tx.tryReserve();
    assertThat(tx.capacity()).isEqualTo(1);
    tx.trySend(1);
    assertThat(tx.tryReserve()).isNull();
    permit.send(2);
    assertThat(recv()).isEqualTo(1);
    assertThat(recv()).isEqualTo(2);
    assertThat(tx.capacity()).isEqualTo(2);
    assertThatThrownBy(() -> permit.send(3)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Tag("T74")
  void aPermitThatIsClosedWakesTheNext() throws ClosedException {
    Mpsc.Permit<Integer> permit = tx.tryReserve();
    tx.trySend(1);
    Sending reserving = new Sending(tx.reserve());
    assertThat(reserving.poll()).isEqualTo(Poll.PENDING);
    permit.close();
    permit.close();
    assertThat(reserving.strand.wakes()).isEqualTo(1);
    assertThat(reserving.poll()).isInstanceOf(Mpsc.Permit.class);
    assertThat(tx.capacity()).isZero();
  }

  @Test
  void aPermitKeepsAClosedChannelFromItsEnd() {
    Mpsc.Permit<Integer> permit = tx.tryReserve();
    rx.stopSending();
    tx.close();
    assertThat(recv()).isEqualTo(Poll.PENDING);
    assertThat(rx.isEnded()).isFalse();
    permit.send(1);
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(recv()).isEqualTo(1);
    assertThat(recv()).isNull();
  }

  @Test
  void theLastPermitThatIsGivenBackEndsAClosedChannel() {
    Mpsc.Permit<Integer> permit = tx.tryReserve();
    rx.stopSending();
    assertThat(recv()).isEqualTo(Poll.PENDING);
    permit.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(recv()).isNull();
  }

  @Test
  void theLastSendThatIsCancelledEndsAClosedChannel() throws ClosedException {
    fill();
    Sending waiting = send(3);
    waiting.poll();
    recv();
    recv();
    rx.stopSending();
    assertThat(recv()).isEqualTo(Poll.PENDING);
    waiting.strand.cancel(waiting.future);
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(recv()).isNull();
  }

  @Test
  void whatIsSentThroughAPermitAfterTheCloseIsUndelivered() {
    Mpsc.Permit<Integer> permit = tx.tryReserve();
    rx.close();
    permit.send(1);
    assertThat(undelivered).containsExactly(1);
  }

  @Test
  void aReceiveThatIsCancelledTakesNothing() {
    assertThat(recv()).isEqualTo(Poll.PENDING);
    tx.trySend(1);
    assertThat(strand.cancel(rx.recv())).isEqualTo(Poll.CANCELLED);
    assertThat(recv()).isEqualTo(1);
    assertThat(recv()).isEqualTo(Poll.PENDING);
    strand.cancel(rx.recv());
    tx.trySend(2);
    assertThat(strand.wakes()).isEqualTo(1);
  }

  @Test
  void theStrandIsWokenThatPolledLast() {
    CountingStrand other = new CountingStrand();
    recv();
    other.poll(rx.recv());
    tx.trySend(1);
    assertThat(strand.wakes()).isZero();
    assertThat(other.wakes()).isEqualTo(1);
  }

  @Test
  void manyAreReceivedAtOnce() {
    assertThat(strand.poll(rx.recvMany(5))).isEqualTo(Poll.PENDING);
    fill();
    assertThat(strand.poll(rx.recvMany(5))).isEqualTo(List.of(1, 2));
    assertThat(tx.capacity()).isEqualTo(2);
    fill();
    assertThat(strand.poll(rx.recvMany(1))).isEqualTo(List.of(1));
    tx.close();
    assertThat(strand.poll(rx.recvMany(5))).isEqualTo(List.of(2));
    assertThat(strand.poll(rx.recvMany(5))).isEqualTo(List.of());
    assertThatThrownBy(() -> rx.recvMany(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSenderThatIsDroppedEnds() {
    Mpsc.Receiver<Integer> orphan = Mpsc.<Integer>channel(1).rx();
    assertThat(strand.poll(orphan.recv())).isEqualTo(Poll.PENDING);
    Waits.until("the sender is missed", () -> collectedAndWoken(strand));
    assertThat(strand.poll(orphan.recv())).isNull();
  }

  private static boolean collectedAndWoken(CountingStrand waiting) {
    System.gc();
    return waiting.wakes() == 1;
  }
}
