package dev.weft.sync;

import static dev.weft.sync.Asked.ask;
import static dev.weft.sync.Asked.now;
import static dev.weft.sync.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.Mpsc.Permit;
import dev.weft.sync.Mpsc.TrySend;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Places in a channel, one and many; many tests are ports of Tokio's. */
final class MpscPermitTest {
  private final List<Integer> undelivered = new ArrayList<>();
  private final Mpsc.Channel<Integer> channel = Mpsc.channel(4, undelivered::add);
  private final Mpsc.Sender<Integer> tx = channel.tx();
  private final Mpsc.Receiver<Integer> rx = channel.rx();
  private final CountingStrand strand = new CountingStrand();

  @AfterEach
  void close() {
    tx.close();
    rx.close();
  }

  private Permit<Integer> reserved(int count) {
    return Objects.requireNonNull(tx.tryReserveMany(count));
  }

  @Test
  void eachPlaceTakesAValue() throws ClosedException {
    Permit<Integer> permit = now(tx.reserveMany(3));
    assertThat(permit.count()).isEqualTo(3);
    assertThat(tx.capacity()).isEqualTo(1);
    permit.send(1);
    permit.send(2);
    assertThat(permit).hasToString("Permit[1]");
    permit.send(3);
    assertThat(permit.count()).isZero();
    assertThatThrownBy(() -> permit.send(4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this permit was used up or closed already; reserve a place for each value");
    assertThat(strand.poll(rx.recvMany(9))).isEqualTo(List.of(1, 2, 3));
    assertThat(tx.capacity()).isEqualTo(4);
  }

  @Test
  void placesThatAreNotUsedComeBack() {
    Permit<Integer> permit = reserved(3);
    permit.send(1);
    permit.close();
    permit.close();
    assertThat(tx.capacity()).isEqualTo(3);
    assertThat(permit.count()).isZero();
    assertThatThrownBy(() -> permit.send(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoWantsManyHoldsUpThoseBehind() throws ClosedException {
    Permit<Integer> held = reserved(3);
    Asked<Permit<Integer>> many = waiting(tx.reserveMany(2));
    assertThat(tx.tryReserve()).isNull();
    assertThat(tx.trySend(1)).isEqualTo(TrySend.FULL);
    Asked<Permit<Integer>> one = waiting(tx.reserve());
    held.send(1);
    held.close();
    assertThat(many.get().count()).isEqualTo(2);
    assertThat(one.get().count()).isEqualTo(1);
  }

  @Test
  void whoGivesUpGivesItsPlacesBack() throws ClosedException {
    Permit<Integer> held = reserved(3);
    Asked<Permit<Integer>> many = waiting(tx.reserveMany(2));
    many.cancel();
    assertThat(tx.capacity()).isEqualTo(1);
    held.close();
    assertThat(tx.capacity()).isEqualTo(4);
  }

  @Test
  @Tag("T77")
  void noPlacesCanBeHadAtAnyTimeButTheEnd() throws ClosedException {
    reserved(4);
    assertThat(now(tx.reserveMany(0)).count()).isZero();
    Asked<Permit<Integer>> one = waiting(tx.reserve());
    assertThat(reserved(0).count()).isZero();
    assertThat(one.isWaiting()).isTrue();
    rx.stopSending();
    assertThat(tx.tryReserveMany(0)).isNull();
    assertThatThrownBy(() -> tx.reserveMany(0).poll(strand)).isInstanceOf(ClosedException.class);
  }

  @Test
  @Tag("T77")
  void moreThanTheChannelHoldsIsAMistakeAtOnce() {
    assertThatThrownBy(() -> tx.reserveMany(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("can't reserve 5 places in a channel that holds 4");
    assertThatThrownBy(() -> tx.tryReserveMany(5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tx.reserveMany(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tx.tryReserveMany(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoWaitsForPlacesIsRefusedAtTheEnd() throws ClosedException {
    Permit<Integer> held = reserved(3);
    Asked<Permit<Integer>> many = waiting(tx.reserveMany(2));
    rx.stopSending();
    assertThat(many.failure())
        .isInstanceOfSatisfying(ClosedException.class, e -> assertThat(e.value()).isNull());
    assertThat(tx.capacity()).isEqualTo(1);
    assertThat(rx.isEnded()).isFalse();
    held.close();
    assertThat(rx.isEnded()).isTrue();
  }

  @Test
  @Tag("T78")
  void allPlacesKeepAClosedChannelFromItsEnd() {
    Permit<Integer> held = reserved(2);
    rx.stopSending();
    assertThat(strand.poll(rx.recvMany(9))).isEqualTo(Poll.PENDING);
    held.send(1);
    assertThat(strand.poll(rx.recvMany(9))).isEqualTo(List.of(1));
    assertThat(strand.poll(rx.recvMany(9))).isEqualTo(Poll.PENDING);
    held.close();
    assertThat(strand.wakes()).isEqualTo(2);
    assertThat(strand.poll(rx.recvMany(9))).isEqualTo(List.of());
  }

  @Test
  void aPermitIsGivenBackAlthoughTheReceiverIsClosed() {
    Permit<Integer> held = reserved(2);
    rx.close();
    held.send(1);
    held.close();
    assertThat(undelivered).containsExactly(1);
  }

  @Test
  void whoWaitsTellsWhatFor() throws ClosedException {
    reserved(4);
    assertThat(tx.reserve()).hasToString("Mpsc.reserve");
    assertThat(tx.send(1)).hasToString("Mpsc.send");
    assertThat(ask(tx.reserveMany(2)).isWaiting()).isTrue();
  }
}
