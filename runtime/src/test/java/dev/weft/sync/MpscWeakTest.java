package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import dev.weft.sync.Mpsc.TrySend;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders that don't keep a channel open; many are ports of Tokio's tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MpscWeakTest {
  private final Mpsc.Channel<Integer> channel = Mpsc.channel(2);
  private final Mpsc.Sender<Integer> tx = channel.tx();
  private final Mpsc.Receiver<Integer> rx = channel.rx();
  private final Mpsc.WeakSender<Integer> weak = tx.downgrade();
  private final CountingStrand strand = new CountingStrand();

  private static <T> T present(T value) {
    return Objects.requireNonNull(value);
  }

  @Test
  @Tag("T82")
  void aWeakSenderMakesASenderThatCounts() {
    Mpsc.Sender<Integer> made = present(weak.upgrade());
    assertThat(weak.senders()).isEqualTo(2);
    assertThat(made.sameChannel(tx)).isTrue();
    tx.close();
    assertThat(made.trySend(1)).isEqualTo(TrySend.SENT);
    made.close();
    assertThat(rx.tryRecv()).isEqualTo(1);
    assertThat(rx.isEnded()).isTrue();
  }

  @Test
  @Tag("T82")
  void aWeakSenderKeepsNoChannelOpen() {
    assertThat(strand.poll(rx.recv())).isEqualTo(Poll.PENDING);
    tx.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(rx.recv())).isNull();
    assertThat(weak.upgrade()).isNull();
    assertThat(weak.senders()).isZero();
  }

  @Test
  @Tag("T82")
  void aPermitIsNoSender() {
    Mpsc.Permit<Integer> permit = present(tx.tryReserve());
    tx.close();
    assertThat(weak.upgrade()).isNull();
    assertThat(rx.isEnded()).isFalse();
    permit.send(1);
    assertThat(rx.tryRecv()).isEqualTo(1);
    assertThat(rx.isEnded()).isTrue();
  }

  @Test
  void aReceiverThatIsClosedStillHasSenders() {
    rx.close();
    Mpsc.Sender<Integer> made = present(weak.upgrade());
    assertThat(made.isClosed()).isTrue();
    assertThat(made.trySend(1)).isEqualTo(TrySend.CLOSED);
    made.close();
    tx.close();
  }

  @Test
  void aClosedSenderMakesNoWeakOne() {
    tx.close();
    assertThatThrownBy(tx::downgrade).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Tag("T82")
  void sendersAreCountedEverywhereAlike() {
    Mpsc.Sender<Integer> copy = tx.copy();
    assertThat(tx.senders()).isEqualTo(2);
    assertThat(rx.senders()).isEqualTo(2);
    assertThat(weak.senders()).isEqualTo(2);
    copy.close();
    assertThat(copy.senders()).isEqualTo(1);
    tx.close();
    assertThat(rx.senders()).isZero();
  }

  @Test
  void aSenderThatWasMadeAndDroppedEnds() {
    forget();
    tx.close();
    assertThat(strand.poll(rx.recv())).isEqualTo(Poll.PENDING);
    Waits.until("the sender is missed", this::collectedAndWoken);
    assertThat(strand.poll(rx.recv())).isNull();
  }

  private void forget() {
    assertThat(weak.upgrade()).isNotNull();
  }

  private boolean collectedAndWoken() {
    System.gc();
    return strand.wakes() == 1;
  }

  @Test
  void unboundedChannelsHaveThemToo() {
    Mpsc.UnboundedChannel<Integer> unbounded = Mpsc.unbounded();
    Mpsc.WeakUnboundedSender<Integer> weakToo = unbounded.tx().downgrade();
    Mpsc.UnboundedSender<Integer> made = present(weakToo.upgrade());
    assertThat(weakToo.senders()).isEqualTo(2);
    assertThat(made.sameChannel(unbounded.tx())).isTrue();
    unbounded.tx().close();
    assertThat(made.trySend(1)).isEqualTo(TrySend.SENT);
    made.close();
    assertThat(weakToo.upgrade()).isNull();
    assertThat(unbounded.rx().tryRecv()).isEqualTo(1);
    assertThat(unbounded.rx().isEnded()).isTrue();
  }

  @Test
  void channelsAreToldApart() {
    Mpsc.Channel<Integer> other = Mpsc.channel(2);
    Mpsc.Sender<Integer> copy = tx.copy();
    assertThat(tx.sameChannel(copy)).isTrue();
    assertThat(tx.sameChannel(other.tx())).isFalse();
    copy.close();
    tx.close();
    assertThat(tx.sameChannel(copy)).isTrue();
    other.tx().close();
    try (Mpsc.UnboundedSender<Integer> one = Mpsc.<Integer>unbounded().tx();
        Mpsc.UnboundedSender<Integer> another = Mpsc.<Integer>unbounded().tx()) {
      assertThat(one.sameChannel(another)).isFalse();
    }
  }
}
