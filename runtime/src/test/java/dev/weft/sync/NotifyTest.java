package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.Notify.Notified;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is notified; many are ports of Tokio's tests. */
final class NotifyTest {
  private final Notify notify = new Notify();

  /** A strand with a future that it may wait for. */
  private final class Waiting {
    final CountingStrand strand = new CountingStrand();
    final Notified future = notify.notified();

    boolean poll() {
      return strand.poll(future) == null;
    }
  }

  private Waiting waiting() {
    Waiting waiting = new Waiting();
    assertThat(waiting.poll()).isFalse();
    return waiting;
  }

  private static List<Integer> wakes(Waiting... all) {
    return Stream.of(all).map(each -> each.strand.wakes()).toList();
  }

  @Test
  void aNotificationIsKeptForWhoComesNext() {
    notify.notifyOne();
    assertThat(new Waiting().poll()).isTrue();
    waiting();
  }

  @Test
  void oneNotificationIsKeptAtMost() {
    notify.notifyOne();
    notify.notifyLast();
    assertThat(new Waiting().poll()).isTrue();
    waiting();
  }

  @Test
  void whoHasWaitedLongestIsNotifiedFirst() {
    Waiting first = waiting();
    Waiting second = waiting();
    notify.notifyOne();
    assertThat(wakes(first, second)).containsExactly(1, 0);
    notify.notifyOne();
    assertThat(wakes(first, second)).containsExactly(1, 1);
    assertThat(first.poll() && second.poll()).isTrue();
    waiting();
  }

  @Test
  void whoCameLastIsNotifiedByNotifyLast() {
    Waiting first = waiting();
    Waiting second = waiting();
    notify.notifyLast();
    assertThat(wakes(first, second)).containsExactly(0, 1);
    assertThat(second.poll()).isTrue();
    assertThat(first.poll()).isFalse();
  }

  @Test
  void allWhoWaitAreNotifiedAndNothingIsKept() {
    Waiting first = waiting();
    Waiting second = waiting();
    notify.notifyWaiters();
    assertThat(wakes(first, second)).containsExactly(1, 1);
    assertThat(first.poll() && second.poll()).isTrue();
    waiting();
  }

  @Test
  @Tag("T88")
  void whoWasMadeBeforeIsNotifiedThoughItDidNotWait() {
    Waiting before = new Waiting();
    notify.notifyWaiters();
    Waiting after = new Waiting();
    assertThat(before.poll()).isTrue();
    assertThat(after.poll()).isFalse();
  }

  @Test
  void notifyingAllLeavesTheNotificationThatIsKept() {
    Waiting before = new Waiting();
    notify.notifyOne();
    notify.notifyWaiters();
    assertThat(before.poll()).isTrue();
    assertThat(new Waiting().poll()).isTrue();
    waiting();
  }

  @Test
  void oneThatIsCancelledPassesItsNotificationOn() {
    Waiting first = waiting();
    Waiting second = waiting();
    Waiting third = waiting();
    notify.notifyOne();
    first.strand.cancel(first.future);
    assertThat(wakes(second, third)).containsExactly(1, 0);
    second.strand.cancel(second.future);
    third.strand.cancel(third.future);
    assertThat(new Waiting().poll()).isTrue();
  }

  @Test
  void oneThatIsCancelledAfterNotifyLastTellsTheLastOfTheOthers() {
    Waiting first = waiting();
    Waiting second = waiting();
    Waiting third = waiting();
    notify.notifyLast();
    third.strand.cancel(third.future);
    assertThat(wakes(first, second)).containsExactly(0, 1);
  }

  @Test
  void oneThatIsCancelledAfterAllWereToldPassesNothingOn() {
    Waiting first = waiting();
    notify.notifyWaiters();
    Waiting later = waiting();
    first.strand.cancel(first.future);
    assertThat(later.strand.wakes()).isZero();
    assertThat(later.poll()).isFalse();
  }

  @Test
  void oneThatWasEnabledStandsInTheLine() {
    Waiting enabled = new Waiting();
    assertThat(enabled.future.enable()).isFalse();
    assertThat(enabled.future.enable()).isFalse();
    Waiting second = waiting();
    notify.notifyOne();
    assertThat(second.strand.wakes()).isZero();
    assertThat(enabled.future.enable()).isTrue();
    assertThat(enabled.poll()).isTrue();
  }

  @Test
  void oneThatWasEnabledIsWokenOnceItIsAwaited() {
    Waiting enabled = new Waiting();
    enabled.future.enable();
    assertThat(enabled.poll()).isFalse();
    notify.notifyOne();
    assertThat(enabled.strand.wakes()).isEqualTo(1);
  }

  @Test
  void oneThatIsDisabledPassesItsNotificationOn() {
    Waiting enabled = new Waiting();
    enabled.future.enable();
    Waiting second = waiting();
    notify.notifyOne();
    enabled.future.disable();
    assertThat(second.poll()).isTrue();
    second.future.disable();
    waiting();
  }

  @Test
  void anEnabledOneTakesTheNotificationThatIsKeptAndMayGiveItBack() {
    notify.notifyOne();
    Waiting enabled = new Waiting();
    assertThat(enabled.future.enable()).isTrue();
    waiting().future.disable();
    enabled.future.disable();
    assertThat(new Waiting().poll()).isTrue();
  }

  @Test
  void aFutureIsAwaitedOnce() {
    Waiting first = waiting();
    notify.notifyOne();
    assertThat(first.poll()).isTrue();
    assertThatThrownBy(() -> first.future.poll(first.strand))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "this future has ended already: Notify.notified; call the method again for another"
                + " one");
    assertThat(new CountingStrand().poll(notify.notified())).isEqualTo(Poll.PENDING);
  }
}
