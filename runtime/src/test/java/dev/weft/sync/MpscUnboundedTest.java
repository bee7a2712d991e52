package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.Mpsc.TrySend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unbounded channels, poll by poll. */
final class MpscUnboundedTest {
  private final List<Integer> undelivered = new ArrayList<>();
  private final Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded(undelivered::add);
  private final Mpsc.UnboundedSender<Integer> tx = channel.tx();
  private final Mpsc.Receiver<Integer> rx = channel.rx();
  private final CountingStrand strand = new CountingStrand();

  @AfterEach
  void close() {
    tx.close();
  }

  @Test
  void aSenderNeverWaits() throws ClosedException {
    for (int i = 0; i < 1000; i++) {
      tx.send(i);
    }
    assertThat(rx.len()).isEqualTo(1000);
    assertThat(strand.poll(rx.recvMany(2000))).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    assertThat(strand.poll(rx.recv())).isEqualTo(Poll.PENDING);
  }

  /** Values lie in chunks of 32. */
  @Test
  @Tag("T80")
  void aChannelIsEmptyWhenAllIsOutAndNotBefore() throws ClosedException {
    assertThat(rx.isEmpty()).isTrue();
    for (int count = 1; count <= 65; count++) {
      for (int i = 0; i < count; i++) {
        tx.send(i);
        assertThat(rx.isEmpty()).isFalse();
      }
      for (int left = count; left > 0; left--) {
        assertThat(rx.len()).isEqualTo(left);
        assertThat(rx.isEmpty()).isFalse();
        assertThat(rx.tryRecv()).isNotNull();
      }
      assertThat(rx.isEmpty()).isTrue();
    }
  }

  @Test
  void theEndComesAfterAllValuesOfAllSenders() {
    Mpsc.UnboundedSender<Integer> copy = tx.copy();
    assertThat(strand.poll(rx.recv())).isEqualTo(Poll.PENDING);
    tx.close();
    assertThat(copy.trySend(1)).isEqualTo(TrySend.SENT);
    copy.close();
    assertThat(strand.poll(rx.recv())).isEqualTo(1);
    assertThat(rx.isEnded()).isTrue();
    assertThat(strand.poll(rx.recv())).isNull();
    assertThatThrownBy(() -> copy.trySend(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theLastSenderWakesTheReceiver() {
    assertThat(strand.poll(rx.recv())).isEqualTo(Poll.PENDING);
    tx.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(rx.recv())).isNull();
  }

  @Test
  void aReceiverThatStopsSendingGetsWhatIsThere() {
    tx.trySend(1);
    rx.stopSending();
    assertThat(tx.isClosed()).isTrue();
    assertThatThrownBy(() -> tx.send(2))
        .isInstanceOfSatisfying(ClosedException.class, e -> assertThat(e.value()).isEqualTo(2));
    assertThat(rx.tryRecv()).isEqualTo(1);
    assertThat(strand.poll(rx.recv())).isNull();
    assertThat(undelivered).isEmpty();
  }

  @Test
  void aReceiverThatIsClosedLosesWhatIsThere() {
    tx.trySend(1);
    rx.close();
    assertThat(rx.isEmpty()).isTrue();
    assertThat(undelivered).containsExactly(1);
    assertThat(tx.trySend(2)).isEqualTo(TrySend.CLOSED);
    assertThat(strand.poll(rx.recv())).isNull();
  }
}
