package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Current;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watch channels, poll by poll; many are ports of Tokio's tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WatchTest {
  private final Watch.Sender<String> tx = Watch.sender("one");
  private final Watch.Receiver<String> rx = tx.subscribe();
  private final CountingStrand strand = new CountingStrand();

  private Object changed() {
    return strand.poll(rx.changed());
  }

  @Test
  void valuesAreNotNull() {
    assertThatThrownBy(() -> Watch.sender(null)).hasMessageContaining("Notify");
    assertThatThrownBy(() -> tx.send(null)).hasMessageContaining("Notify");
    assertThatThrownBy(() -> tx.sendReplace(null)).hasMessageContaining("Notify");
    assertThatThrownBy(() -> tx.sendIf(value -> true, null)).hasMessageContaining("Notify");
    assertThatThrownBy(() -> tx.sendModify(value -> null)).hasMessageContaining("Notify");
    assertThat(tx.borrow()).isEqualTo("one");
    assertThat(rx.hasChanged()).isFalse();
  }

  @Test
  void theInitialValueCountsAsSeen() {
    assertThat(rx.borrow()).isEqualTo("one");
    assertThat(rx.hasChanged()).isFalse();
    assertThat(changed()).isEqualTo(Poll.PENDING);
  }

  @Test
  void aChangeIsSeenOnceByEach() {
    Watch.Receiver<String> other = tx.subscribe();
    assertThat(changed()).isEqualTo(Poll.PENDING);
    assertThat(tx.send("two")).isTrue();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(rx.hasChanged()).isTrue();
    assertThat(changed()).isEqualTo(true);
    assertThat(rx.hasChanged()).isFalse();
    assertThat(rx.borrow()).isEqualTo("two");
    assertThat(changed()).isEqualTo(Poll.PENDING);
    assertThat(strand.poll(other.changed())).isEqualTo(true);
  }

  @Test
  void valuesThatNobodyLookedAtAreSkipped() {
    tx.send("two");
    tx.send("three");
    assertThat(strand.poll(rx.next())).isEqualTo("three");
    assertThat(strand.poll(rx.next())).isEqualTo(Poll.PENDING);
  }

  @Test
  @Tag("T110")
  void nextNeverGivesTheSameTwice() {
    tx.send("two");
    assertThat(strand.poll(rx.next())).isEqualTo("two");
    assertThat(strand.poll(rx.next())).isEqualTo(Poll.PENDING);
    tx.send("two");
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(rx.next())).isEqualTo("two");
    tx.close();
    assertThat(strand.poll(rx.next())).isNull();
    assertThat(strand.poll(rx.next())).isNull();
  }

  @Test
  @Tag("T86")
  void aBorrowMarksNothingUnlessItSaysSo() {
    tx.send("two");
    assertThat(rx.borrow()).isEqualTo("two");
    assertThat(rx.hasChanged()).isTrue();
    assertThat(rx.borrowAndUpdate()).isEqualTo("two");
    assertThat(rx.hasChanged()).isFalse();
    assertThat(changed()).isEqualTo(Poll.PENDING);
  }

  @Test
  void whatWasSeenCanBeMarked() {
    rx.markChanged();
    assertThat(rx.hasChanged()).isTrue();
    assertThat(changed()).isEqualTo(true);
    tx.send("two");
    rx.markUnchanged();
    assertThat(changed()).isEqualTo(Poll.PENDING);
    tx.send("three");
    assertThat(changed()).isEqualTo(true);
  }

  @Test
  @Tag("T86")
  void theFinalValueIsSeenAfterTheClose() {
    tx.send("two");
    tx.close();
    assertThat(rx.isEnded()).isFalse();
    assertThat(changed()).isEqualTo(true);
    assertThat(rx.borrow()).isEqualTo("two");
    assertThat(rx.isEnded()).isTrue();
    assertThat(changed()).isEqualTo(false);
    assertThat(changed()).isEqualTo(false);
    assertThat(strand.poll(rx.next())).isNull();
  }

  @Test
  @Tag("T86")
  void aClosedChannelIsThatForEachMethodSeenOrUnseen() throws ClosedException {
    tx.close();
    assertThat(rx.hasChanged()).isFalse();
    assertThat(changed()).isEqualTo(false);
    assertThat(strand.poll(rx.waitFor("one"::equals))).isEqualTo("one");
    Future<String> never = rx.waitFor("two"::equals);
    assertThatThrownBy(() -> never.poll(strand))
        .isInstanceOf(ClosedException.class)
        .hasMessage("the channel is closed and its last value is not what was waited for");
    rx.markChanged();
    assertThat(rx.hasChanged()).isTrue();
    assertThat(changed()).isEqualTo(true);
    assertThat(changed()).isEqualTo(false);
  }

  @Test
  void theLastSenderWakesThoseWhoWait() {
    Watch.Sender<String> copy = tx.copy();
    assertThat(changed()).isEqualTo(Poll.PENDING);
    tx.close();
    tx.close();
    assertThat(strand.wakes()).isZero();
    copy.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(changed()).isEqualTo(false);
  }

  @Test
  void aClosedSenderIsOfNoUse() {
    tx.close();
    assertThatThrownBy(() -> tx.send("two")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tx.sendReplace("two")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tx.sendModify(v -> v)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tx::subscribe).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tx::copy).hasMessageContaining("copy()");
    assertThat(rx.borrow()).isEqualTo("one");
  }

  @Test
  @Tag("T86")
  void withoutReceiversNothingIsStoredUntilThereIsANewOne() {
    rx.close();
    rx.close();
    assertThat(tx.isClosed()).isTrue();
    assertThat(tx.receiverCount()).isZero();
    assertThat(tx.send("two")).isFalse();
    assertThat(tx.borrow()).isEqualTo("one");
    Watch.Receiver<String> again = tx.subscribe();
    assertThat(tx.isClosed()).isFalse();
    assertThat(again.borrow()).isEqualTo("one");
    assertThat(tx.send("two")).isTrue();
    assertThat(strand.poll(again.changed())).isEqualTo(true);
  }

  @Test
  void sendReplaceStoresAlways() {
    assertThat(tx.sendReplace("two")).isEqualTo("one");
    assertThat(changed()).isEqualTo(true);
    rx.close();
    assertThat(tx.sendReplace("three")).isEqualTo("two");
    assertThat(tx.borrow()).isEqualTo("three");
  }

  @Test
  void sendIfLooksAtThePresentValue() {
    assertThat(tx.sendIf("two"::equals, "three")).isFalse();
    assertThat(rx.hasChanged()).isFalse();
    assertThat(tx.sendIf("one"::equals, "two")).isTrue();
    assertThat(strand.poll(rx.next())).isEqualTo("two");
  }

  @Test
  void sendModifyWakesEvenForTheSameObject() {
    assertThat(changed()).isEqualTo(Poll.PENDING);
    tx.sendModify(value -> value);
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(changed()).isEqualTo(true);
    tx.sendModify(value -> value + "!");
    assertThat(rx.borrow()).isEqualTo("one!");
  }

  @Test
  @Tag("T86")
  void aFailedModificationChangesNothingButWhatItChangedInPlace() {
    List<String> list = new ArrayList<>();
    try (Watch.Sender<List<String>> lists = Watch.sender(list)) {
      Watch.Receiver<List<String>> receiver = lists.subscribe();
      assertThat(strand.poll(receiver.changed())).isEqualTo(Poll.PENDING);
      assertThatThrownBy(() -> lists.sendModify(WatchTest::addAndFail)).hasMessage("on purpose");
      assertThat(receiver.hasChanged()).isFalse();
      assertThat(strand.wakes()).isZero();
      assertThat(receiver.borrow()).isSameAs(list).containsExactly("added");
      assertThat(lists.send(List.of())).isTrue();
      assertThat(strand.wakes()).isEqualTo(1);
    }
  }

  private static List<String> addAndFail(List<String> list) {
    list.add("added");
    throw new IllegalArgumentException("on purpose");
  }

  @Test
  void theFunctionOfAModificationMustNotSend() {
    assertThatThrownBy(() -> tx.sendModify(value -> tx.sendReplace("inner")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the function that sendModify or sendIf calls must not use the same channel but for"
                + " borrow(); return the value in place of sending it");
    assertThatThrownBy(() -> tx.sendIf(value -> tx.send("inner"), "outer"))
        .hasMessageContaining("borrow()");
    tx.sendModify(value -> tx.borrow() + rx.borrow());
    assertThat(rx.borrow()).isEqualTo("oneone");
  }

  @Test
  void aSenderThatClosesItselfInAModificationSendsNothing() {
    assertThatThrownBy(
            () ->
                tx.sendModify(
                    value -> {
                      tx.close();
                      return "two";
                    }))
        .hasMessage("this sender was closed while it sent");
    assertThat(rx.borrow()).isEqualTo("one");
    assertThat(changed()).isEqualTo(false);
  }

  @Test
  void waitForLooksAtThePresentValueFirst() throws ClosedException {
    tx.send("two");
    assertThat(strand.poll(rx.waitFor("two"::equals))).isEqualTo("two");
    assertThat(rx.hasChanged()).isFalse();
    assertThat(strand.poll(rx.waitFor("two"::equals))).isEqualTo("two");
  }

  @Test
  void waitForTriesEachValueOnce() throws ClosedException {
    List<String> tried = new ArrayList<>();
    Future<String> three = rx.waitFor(value -> tried.add(value) && value.equals("three"));
    assertThat(strand.poll(three)).isEqualTo(Poll.PENDING);
    assertThat(strand.poll(three)).isEqualTo(Poll.PENDING);
    tx.send("two");
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(strand.poll(three)).isEqualTo(Poll.PENDING);
    tx.send("three");
    assertThat(strand.poll(three)).isEqualTo("three");
    assertThat(tried).containsExactly("one", "two", "three");
    assertThatThrownBy(() -> three.poll(strand))
        .hasMessage(
            "this future has ended already: Watch.waitFor; call the method again for another one");
  }

  @Test
  void waitForEndsWithTheLastSender() throws ClosedException {
    Future<String> two = rx.waitFor("two"::equals);
    assertThat(strand.poll(two)).isEqualTo(Poll.PENDING);
    tx.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThatThrownBy(() -> two.poll(strand)).isInstanceOf(ClosedException.class);
  }

  @Test
  void waitForSeesTheFinalValue() throws ClosedException {
    Future<String> two = rx.waitFor("two"::equals);
    assertThat(strand.poll(two)).isEqualTo(Poll.PENDING);
    tx.send("two");
    tx.close();
    assertThat(strand.poll(two)).isEqualTo("two");
  }

  @Test
  void whatTheConditionThrowsTheAwaitThrows() throws ClosedException {
    Future<String> failing =
        rx.waitFor(
            value -> {
              throw new IllegalArgumentException(value);
            });
    assertThatThrownBy(() -> failing.poll(strand)).hasMessage("one");
    assertThat(changed()).isEqualTo(Poll.PENDING);
  }

  @Test
  void waitsThatAreCancelledMarkNothing() throws ClosedException {
    assertThat(changed()).isEqualTo(Poll.PENDING);
    tx.send("two");
    assertThat(strand.cancel(rx.changed())).isEqualTo(Poll.CANCELLED);
    assertThat(rx.hasChanged()).isTrue();
    assertThat(strand.poll(rx.next())).isEqualTo("two");
    assertThat(strand.poll(rx.next())).isEqualTo(Poll.PENDING);
    assertThat(strand.cancel(rx.next())).isEqualTo(Poll.CANCELLED);
    Future<String> never = rx.waitFor(value -> false);
    assertThat(strand.poll(never)).isEqualTo(Poll.PENDING);
    assertThat(strand.cancel(never)).isEqualTo(Poll.CANCELLED);
    int before = strand.wakes();
    tx.send("three");
    assertThat(strand.wakes()).isEqualTo(before);
    assertThat(strand.poll(rx.next())).isEqualTo("three");
  }

  @Test
  void aCopyHasSeenTheSame() {
    tx.send("two");
    Watch.Receiver<String> unseen = rx.copy();
    rx.borrowAndUpdate();
    Watch.Receiver<String> seen = rx.copy();
    assertThat(tx.receiverCount()).isEqualTo(3);
    assertThat(unseen.hasChanged()).isTrue();
    assertThat(seen.hasChanged()).isFalse();
  }

  @Test
  void aClosedReceiverIsAtItsEnd() throws ClosedException {
    tx.send("two");
    rx.close();
    assertThat(rx.hasChanged()).isFalse();
    assertThat(changed()).isEqualTo(false);
    assertThat(strand.poll(rx.next())).isNull();
    assertThat(rx.isEnded()).isTrue();
    assertThat(rx.borrow()).isEqualTo("two");
    Future<String> never = rx.waitFor(value -> false);
    assertThatThrownBy(() -> never.poll(strand)).isInstanceOf(ClosedException.class);
  }

  @Test
  void theWaitForNoReceiversEndsWithTheLast() {
    Future<Void> closed = tx.closed();
    assertThat(strand.poll(closed)).isEqualTo(Poll.PENDING);
    rx.close();
    assertThat(strand.wakes()).isEqualTo(1);
    Watch.Receiver<String> again = tx.subscribe();
    assertThat(strand.poll(closed)).isEqualTo(Poll.PENDING);
    again.close();
    assertThat(strand.wakes()).isEqualTo(2);
    assertThat(strand.poll(closed)).isNull();
  }

  @Test
  void threadsThatRunNoTasksMayBlock() throws Exception {
    tx.send("two");
    assertThat(rx.blockingChanged()).isTrue();
    assertThat(rx.blockingWaitFor("two"::equals)).isEqualTo("two");
    tx.close();
    assertThat(rx.blockingChanged()).isFalse();
    assertThatThrownBy(() -> rx.blockingWaitFor("one"::equals)).isInstanceOf(ClosedException.class);
  }

  @Test
  void aThreadThatRunsTasksMustNotBlock() {
    Current.Scope scope = Current.enter(null, true);
    try {
      assertThatThrownBy(rx::blockingChanged)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Watch.blockingChanged was called on thread '");
      assertThatThrownBy(() -> rx.blockingWaitFor("one"::equals))
          .hasMessageStartingWith("Watch.blockingWaitFor was called on thread '");
    } finally {
      scope.close();
    }
  }

  @Test
  void aSenderThatIsDroppedEnds() {
    Watch.Receiver<String> orphan = Watch.sender("one").subscribe();
    assertThat(strand.poll(orphan.changed())).isEqualTo(Poll.PENDING);
    Waits.until(
        "the sender is missed",
        () -> {
          System.gc();
          return strand.wakes() == 1;
        });
    assertThat(strand.poll(orphan.changed())).isEqualTo(false);
  }
}
