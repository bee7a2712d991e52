package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import java.lang.ref.WeakReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Receivers of a broadcast channel that are too slow; many are ports of Tokio's tests. */
final class BroadcastLagTest {
  private final Broadcast.Sender<Object> tx = Broadcast.sender(2);
  private final Broadcast.Receiver<Object> rx = tx.subscribe();

  private void send(int from, int to) {
    IntStream.range(from, to).forEach(tx::send);
  }

  private static void assertLagged(Broadcast.Receiver<?> receiver, long missed) {
    assertThatThrownBy(receiver::tryRecv)
        .isInstanceOfSatisfying(
            LaggedException.class, e -> assertThat(e.missed()).isEqualTo(missed));
  }

  @Test
  void aSlowReceiverIsToldOnceAndGoesOnWithTheOldest() {
    send(0, 5);
    assertLagged(rx, 3);
    assertThat(rx.tryRecv()).isEqualTo(3);
    assertThat(rx.tryRecv()).isEqualTo(4);
    assertThat(rx.tryRecv()).isNull();
  }

  @Test
  void aReceiverThatIsJustFastEnoughMissesNothing() {
    send(0, 2);
    assertThat(rx.tryRecv()).isEqualTo(0);
    send(2, 3);
    assertThat(rx.tryRecv()).isEqualTo(1);
    assertThat(rx.tryRecv()).isEqualTo(2);
    assertThat(rx.tryRecv()).isNull();
  }

  @Test
  void theCountIsExactThoughMoreIsSentInBetween() {
    send(0, 3);
    assertLagged(rx, 1);
    send(3, 6);
    assertLagged(rx, 3);
    assertThat(rx.tryRecv()).isEqualTo(4);
  }

  @Test
  void oneSlowReceiverDisturbsNoOther() {
    Broadcast.Receiver<Object> fast = tx.subscribe();
    for (int i = 0; i < 10; i++) {
      tx.send(i);
      assertThat(fast.tryRecv()).isEqualTo(i);
    }
    assertLagged(rx, 8);
    assertThat(rx.tryRecv()).isEqualTo(8);
  }

  @Test
  void theMessageSaysWhatToDo() {
    send(0, 3);
    assertThatThrownBy(rx::tryRecv)
        .hasMessage(
            "the receiver was too slow and has missed 1 value; receive faster, or give the channel"
                + " a greater capacity");
    send(3, 7);
    assertThatThrownBy(rx::tryRecv).hasMessageContaining("has missed 4 values;");
  }

  @Test
  void theLengthCountsWhatWillHaveBeenMissed() {
    send(0, 5);
    assertThat(rx.len()).isEqualTo(5);
    assertThat(tx.len()).isEqualTo(2);
    assertLagged(rx, 3);
    assertThat(rx.len()).isEqualTo(2);
  }

  @Test
  void theAwaitThrowsAndTheNextOneGivesAValue() {
    CountingStrand strand = new CountingStrand();
    assertThat(strand.poll(rx.recv())).isEqualTo(Poll.PENDING);
    send(0, 3);
    assertThat(strand.wakes()).isEqualTo(1);
    assertThatThrownBy(() -> rx.recv().poll(strand)).isInstanceOf(LaggedException.class);
    assertThat(strand.poll(rx.recv())).isEqualTo(1);
  }

  @Test
  void theLagComesBeforeTheEnd() {
    send(0, 3);
    tx.close();
    assertThat(rx.isEnded()).isFalse();
    assertLagged(rx, 1);
    assertThat(rx.tryRecv()).isEqualTo(1);
    assertThat(rx.tryRecv()).isEqualTo(2);
    assertThat(rx.isEnded()).isTrue();
  }

  @Test
  void aReceiverThatLagsAndIsClosedLetsGoOfWhatIsLeft() {
    send(0, 5);
    rx.close();
    assertThat(tx.len()).isZero();
  }

  @Test
  void aNewReceiverOfAFullRingMissesNothing() {
    send(0, 5);
    Broadcast.Receiver<Object> late = rx.resubscribe();
    send(5, 7);
    assertThat(late.tryRecv()).isEqualTo(5);
    assertThat(late.tryRecv()).isEqualTo(6);
  }

  @Test
  void whatIsOverwrittenIsLetGoOf() {
    Object value = new Object();
    WeakReference<Object> reference = new WeakReference<>(value);
    tx.send(value);
    value = null;
    send(0, 2);
    Waits.until(
        "the value is collected",
        () -> {
          System.gc();
          return reference.get() == null;
        });
    assertThat(rx.len()).isEqualTo(3);
  }
}
