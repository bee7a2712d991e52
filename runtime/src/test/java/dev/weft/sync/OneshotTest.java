package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oneshot channels, poll by poll; most are ports of Tokio's tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OneshotTest {
  private final List<@Nullable Integer> undelivered = new ArrayList<>();
  private final Oneshot.Channel<@Nullable Integer> channel = Oneshot.channel(undelivered::add);
  private final Oneshot.Sender<@Nullable Integer> tx = channel.tx();
  private final Oneshot.Receiver<@Nullable Integer> rx = channel.rx();
  private final CountingStrand strand = new CountingStrand();

  private void assertFails(Class<? extends Exception> failure) {
    assertThatThrownBy(() -> rx.poll(strand)).isInstanceOf(failure);
  }

  @Test
  void aValueIsReceivedByWhoWaits() {
    assertThat(strand.poll(rx)).isEqualTo(Poll.PENDING);
    assertThat(strand.wakes()).isZero();
    assertThat(tx.send(1)).isTrue();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(rx)).isEqualTo(1);
  }

  @Test
  void aValueIsReceivedByWhoComesLater() {
    assertThat(tx.send(1)).isTrue();
    assertThat(rx.isEnded()).isFalse();
    assertThat(strand.poll(rx)).isEqualTo(1);
    assertThat(rx.isEnded()).isTrue();
    assertThat(strand.wakes()).isZero();
  }

  @Test
  void aValueMayBeNull() {
    assertThat(strand.poll(rx)).isEqualTo(Poll.PENDING);
    assertThat(tx.send(null)).isTrue();
    assertThat(rx.isEnded()).isFalse();
    assertThat(strand.poll(rx)).isNull();
    assertThat(rx.isEnded()).isTrue();
  }

  @Test
  void aSenderThatIsClosedFailsTheReceiver() {
    assertThat(strand.poll(rx)).isEqualTo(Poll.PENDING);
    tx.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertFails(ClosedException.class);
    assertFails(ClosedException.class);
    assertThat(rx.isEnded()).isTrue();
    assertThat(rx.tryRecv()).isNull();
  }

  @Test
  void closingASenderAfterItHasSentChangesNothing() {
    tx.send(1);
    tx.close();
    tx.close();
    assertThat(strand.poll(rx)).isEqualTo(1);
    assertFails(IllegalStateException.class);
  }

  @Test
  void aSecondValueIsAMistake() {
    tx.send(1);
    assertThatThrownBy(() -> tx.send(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Mpsc");
    assertThat(strand.poll(rx)).isEqualTo(1);
    assertThatThrownBy(() -> tx.send(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClosedSenderSendsNothing() {
    tx.close();
    assertThatThrownBy(() -> tx.send(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClosedReceiverTakesNoValue() {
    CountingStrand sender = new CountingStrand();
    Future<Void> closed = tx.closed();
    assertThat(sender.poll(closed)).isEqualTo(Poll.PENDING);
    assertThat(tx.isClosed()).isFalse();
    rx.close();
    rx.close();
    assertThat(sender.wakes()).isEqualTo(1);
    assertThat(sender.poll(closed)).isNull();
    assertThat(tx.isClosed()).isTrue();
    assertThat(tx.send(1)).isFalse();
    assertThat(undelivered).isEmpty();
    assertFails(ClosedException.class);
  }

  @Test
  void aValueThatIsThereOutlivesTheEndOfSending() {
    tx.send(1);
    rx.stopSending();
    assertThat(strand.poll(rx)).isEqualTo(1);
  }

  @Test
  @Tag("T83")
  void theEndOfSendingKeepsAValueAway() {
    assertThat(strand.poll(rx)).isEqualTo(Poll.PENDING);
    rx.stopSending();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(tx.send(1)).isFalse();
    assertThat(rx.tryRecv()).isNull();
    assertFails(ClosedException.class);
  }

  @Test
  void aValueThatIsThereAtTheCloseIsUndelivered() {
    tx.send(1);
    rx.close();
    rx.close();
    assertThat(undelivered).containsExactly(1);
    assertThat(tx.isClosed()).isTrue();
  }

  @Test
  void aNullThatIsThereAtTheCloseIsUndelivered() {
    tx.send(null);
    rx.close();
    assertThat(undelivered).hasSize(1).containsOnlyNulls();
  }

  @Test
  void aValueThatWasTakenIsDelivered() {
    tx.send(1);
    assertThat(rx.tryRecv()).isEqualTo(1);
    rx.close();
    assertThat(undelivered).isEmpty();
    assertThat(rx.tryRecv()).isNull();
    assertFails(IllegalStateException.class);
  }

  @Test
  void whoTriesGetsNothingBeforeThereIsAValue() {
    assertThat(rx.tryRecv()).isNull();
    assertThat(rx.isEnded()).isFalse();
    tx.send(1);
    assertThat(rx.tryRecv()).isEqualTo(1);
  }

  @Test
  void aWaitThatIsCancelledLeavesTheValue() {
    assertThat(strand.poll(rx)).isEqualTo(Poll.PENDING);
    tx.send(1);
    assertThat(strand.cancel(rx)).isEqualTo(Poll.CANCELLED);
    assertThat(new CountingStrand().poll(rx)).isEqualTo(1);
    assertThat(undelivered).isEmpty();
  }

  @Test
  void whoHasLeftIsNotWoken() {
    CountingStrand sender = new CountingStrand();
    Future<Void> closed = tx.closed();
    strand.poll(rx);
    sender.poll(closed);
    strand.cancel(rx);
    sender.cancel(closed);
    tx.close();
    rx.close();
    assertThat(strand.wakes()).isZero();
    assertThat(sender.wakes()).isZero();
  }

  @Test
  @Tag("T83")
  void theStrandIsWokenThatPolledLast() {
    CountingStrand other = new CountingStrand();
    assertThat(strand.poll(rx)).isEqualTo(Poll.PENDING);
    assertThat(other.poll(rx)).isEqualTo(Poll.PENDING);
    tx.send(1);
    assertThat(strand.wakes()).isZero();
    assertThat(other.wakes()).isEqualTo(1);
  }

  @Test
  @Tag("T83")
  void theStrandThatPolledLastIsWokenAtTheClose() {
    CountingStrand other = new CountingStrand();
    Future<Void> closed = tx.closed();
    assertThat(strand.poll(closed)).isEqualTo(Poll.PENDING);
    assertThat(other.poll(closed)).isEqualTo(Poll.PENDING);
    rx.close();
    assertThat(strand.wakes()).isZero();
    assertThat(other.wakes()).isEqualTo(1);
  }

  @Test
  void theSenderSeesThatTheValueWasTaken() {
    Future<Void> closed = tx.closed();
    tx.send(1);
    assertThat(strand.poll(closed)).isEqualTo(Poll.PENDING);
    rx.tryRecv();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(closed)).isNull();
  }

  @Test
  void aSenderThatIsDroppedFailsWhoWaits() {
    Oneshot.Receiver<Integer> orphan = Oneshot.<Integer>channel().rx();
    assertThat(strand.poll(orphan)).isEqualTo(Poll.PENDING);
    Waits.until("the sender is missed", () -> collectedAndWoken(strand));
    assertThatThrownBy(() -> orphan.poll(strand)).isInstanceOf(ClosedException.class);
  }

  private static boolean collectedAndWoken(CountingStrand waiting) {
    System.gc();
    return waiting.wakes() == 1;
  }
}
