package dev.weft.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.queue.Wakers;
import dev.weft.internal.testing.CountingStrand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waiters in a queue, poll by poll. */
final class WaitQueueTest {
  private final Ticket.Counter counter = new Ticket.Counter();
  private final CountingStrand strand = new CountingStrand();

  /** A ticket that is waited for, with the strand that does so. */
  private final class Waiting {
    final CountingStrand strand = new CountingStrand();
    final Ticket ticket = new Ticket(counter);

    Waiting() {
      assertThat(strand.poll(ticket)).isEqualTo(Poll.PENDING);
    }
  }

  @Test
  void whatIsThereIsTakenAtOnce() {
    counter.add();
    assertThat(strand.poll(new Ticket(counter))).isEqualTo("ticket");
    assertThat(counter.left).isZero();
    assertThat(counter.queue.isEmpty()).isTrue();
  }

  @Test
  void waitersAreServedInTheOrderInWhichTheyCame() {
    Waiting first = new Waiting();
    Waiting second = new Waiting();
    counter.add();
    assertThat(first.strand.wakes()).isEqualTo(1);
    assertThat(second.strand.wakes()).isZero();
    assertThat(second.strand.poll(second.ticket)).isEqualTo(Poll.PENDING);
    counter.add();
    assertThat(second.strand.poll(second.ticket)).isEqualTo("ticket");
    assertThat(first.strand.poll(first.ticket)).isEqualTo("ticket");
  }

  @Test
  void whatWasHandedOutCannotBeTakenByAnother() {
    Waiting first = new Waiting();
    counter.add();
    assertThat(strand.poll(new Ticket(counter))).isEqualTo(Poll.PENDING);
    assertThat(first.strand.poll(first.ticket)).isEqualTo("ticket");
  }

  @Test
  void oneThatIsCancelledLeavesTheQueue() {
    Waiting first = new Waiting();
    Waiting second = new Waiting();
    Waiting third = new Waiting();
    assertThat(second.strand.cancel(second.ticket)).isEqualTo(Poll.CANCELLED);
    assertThat(counter.queue.size()).isEqualTo(2);
    counter.add();
    counter.add();
    assertThat(first.strand.wakes()).isEqualTo(1);
    assertThat(second.strand.wakes()).isZero();
    assertThat(third.strand.wakes()).isEqualTo(1);
  }

  @Test
  void oneThatIsCancelledPassesOnWhatItWasGiven() {
    Waiting first = new Waiting();
    Waiting second = new Waiting();
    counter.add();
    first.strand.cancel(first.ticket);
    assertThat(second.strand.wakes()).isEqualTo(1);
    assertThat(second.strand.poll(second.ticket)).isEqualTo("ticket");
    Waiting third = new Waiting();
    counter.add();
    third.strand.cancel(third.ticket);
    assertThat(counter.left).isEqualTo(1);
  }

  @Test
  void theStrandThatPolledLastIsWoken() {
    Waiting waiting = new Waiting();
    assertThat(strand.poll(waiting.ticket)).isEqualTo(Poll.PENDING);
    counter.add();
    assertThat(waiting.strand.wakes()).isZero();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(waiting.ticket)).isEqualTo("ticket");
  }

  @Test
  void aPollForNothingWakesOnce() {
    Waiting waiting = new Waiting();
    waiting.strand.poll(waiting.ticket);
    waiting.strand.poll(waiting.ticket);
    counter.add();
    assertThat(waiting.strand.wakes()).isEqualTo(1);
  }

  @Test
  void aWaiterIsAwaitedOnce() {
    counter.add();
    Ticket ticket = new Ticket(counter);
    strand.poll(ticket);
    assertThatThrownBy(() -> ticket.poll(strand))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("this future has ended already: ")
        .hasMessageEndingWith("; call the method again for another one");
  }

  @Test
  @Tag("T89")
  void wakersRunOutsideOfTheLock() throws Exception {
    List<Boolean> locked = new ArrayList<>();
    Waker waker = () -> locked.add(Thread.holdsLock(counter.queue.lock()));
    Ticket first = new Ticket(counter);
    Ticket second = new Ticket(counter);
    first.ask(waker);
    second.ask(waker);
    counter.add();
    first.giveUp();
    assertThat(locked).containsExactly(false, false);
  }

  @Test
  void aWakerMayCallTheQueueAgain() throws Exception {
    Ticket ticket = new Ticket(counter);
    Waiting[] later = new Waiting[1];
    ticket.ask(() -> later[0] = new Waiting());
    counter.add();
    assertThat(counter.queue.first()).isSameAs(later[0].ticket);
  }

  @Test
  @Tag("T89")
  void aWakerThatFailsKeepsNoOtherFromBeingWoken() {
    Wakers wakers = new Wakers();
    wakers.add(failing("first"));
    wakers.add(strand);
    wakers.add(failing("second"));
    wakers.add(null);
    wakers.add(strand);
    assertThatThrownBy(wakers::wake)
        .hasMessage("first")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(strand.wakes()).isEqualTo(2);
  }

  private static Waker failing(String message) {
    return () -> {
      throw new IllegalStateException(message);
    };
  }
}
