package dev.weft.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree of tokens, poll by poll; most are ports of tokio-util's tests. */
final class CancellationTokenTest {
  private final CancellationToken token = new CancellationToken();

  /** A strand that waits for a token. */
  private static final class Waiting {
    final CountingStrand strand = new CountingStrand();
    final Future<Void> future;

    Waiting(CancellationToken token) {
      future = token.cancelled();
      poll();
    }

    Object poll() {
      return strand.poll(future);
    }
  }

  @Test
  void cancelWakesEachWaiterOnce() {
    List<Waiting> waiters = Stream.generate(() -> new Waiting(token)).limit(3).toList();
    assertThat(waiters).allMatch(w -> w.poll() == Poll.PENDING && w.strand.wakes() == 0);
    token.cancel();
    token.cancel();
    assertThat(waiters).allMatch(w -> w.poll() == null && w.strand.wakes() == 1);
    assertThat(token.isCancelled()).isTrue();
  }

  @Test
  void aChildIsCancelledThroughItsParent() {
    CancellationToken child = token.childToken();
    Waiting parentWaiter = new Waiting(token);
    Waiting childWaiter = new Waiting(child);
    token.cancel();
    assertThat(child.isCancelled()).isTrue();
    assertThat(parentWaiter.strand.wakes()).isEqualTo(1);
    assertThat(childWaiter.strand.wakes()).isEqualTo(1);
    assertThat(childWaiter.poll()).isNull();
  }

  @Test
  void aGrandchildIsCancelledThroughAParentThatNobodyHolds() {
    CancellationToken grandchild = token.childToken().childToken();
    Waiting waiter = new Waiting(grandchild);
    System.gc();
    token.cancel();
    assertThat(grandchild.isCancelled()).isTrue();
    assertThat(waiter.strand.wakes()).isEqualTo(1);
  }

  @Test
  void aParentIsNotCancelledThroughItsChild() {
    CancellationToken child = token.childToken();
    Waiting parentWaiter = new Waiting(token);
    Waiting childWaiter = new Waiting(child);
    child.cancel();
    assertThat(token.isCancelled()).isFalse();
    assertThat(parentWaiter.poll()).isEqualTo(Poll.PENDING);
    assertThat(parentWaiter.strand.wakes()).isZero();
    assertThat(childWaiter.strand.wakes()).isEqualTo(1);
    token.cancel();
    assertThat(parentWaiter.strand.wakes()).isEqualTo(1);
    assertThat(childWaiter.strand.wakes()).isEqualTo(1);
  }

  @Test
  void aChildOfACancelledTokenIsBornCancelled() {
    token.cancel();
    CancellationToken child = token.childToken();
    assertThat(child.isCancelled()).isTrue();
    assertThat(new Waiting(child).poll()).isNull();
  }

  @Test
  void onlyDescendantsAreCancelled() {
    CancellationToken middle = token.childToken();
    CancellationToken sister = token.childToken();
    List<Waiting> below =
        Stream.of(middle, middle.childToken(), middle.childToken().childToken())
            .map(Waiting::new)
            .toList();
    List<Waiting> others = Stream.of(token, sister, sister.childToken()).map(Waiting::new).toList();
    middle.cancel();
    assertThat(below).allMatch(w -> w.strand.wakes() == 1);
    assertThat(others).allMatch(w -> w.strand.wakes() == 0);
  }

  @Test
  void whoHasLeftIsNotWoken() {
    CancellationToken child = token.childToken();
    Waiting gone = new Waiting(child);
    Waiting stays = new Waiting(child);
    assertThat(gone.strand.cancel(gone.future)).isEqualTo(Poll.CANCELLED);
    token.cancel();
    assertThat(gone.strand.wakes()).isZero();
    assertThat(stays.strand.wakes()).isEqualTo(1);
  }

  @Test
  void whoHasLeftMayComeBack() {
    Waiting waiter = new Waiting(token.childToken());
    waiter.strand.cancel(waiter.future);
    assertThat(waiter.poll()).isEqualTo(Poll.PENDING);
    token.cancel();
    assertThat(waiter.strand.wakes()).isEqualTo(1);
  }

  @Test
  void aFutureWakesTheStrandThatPolledItLast() {
    Waiting waiter = new Waiting(token);
    CountingStrand other = new CountingStrand();
    assertThat(other.poll(waiter.future)).isEqualTo(Poll.PENDING);
    token.cancel();
    assertThat(other.wakes()).isEqualTo(1);
    assertThat(waiter.strand.wakes()).isZero();
  }

  /** Neither cancelling nor waiting recurses. */
  @Test
  void treesMayBeDeep() {
    CancellationToken deepest = token;
    for (int i = 0; i < 100_000; i++) {
      deepest = deepest.childToken();
    }
    Waiting waiter = new Waiting(deepest);
    Waiting left = new Waiting(deepest);
    left.strand.cancel(left.future);
    token.cancel();
    assertThat(waiter.strand.wakes()).isEqualTo(1);
  }

  @Test
  void aRunUntilCancelledThatHasEndedIsNotHeld() {
    CountingStrand strand = new CountingStrand();
    Future<Integer> run = token.runUntilCancelled(new Yields(1));
    assertThat(strand.poll(run)).isEqualTo(Poll.PENDING);
    assertThat(strand.poll(run)).isEqualTo(1);
    assertThat(strand.wakes()).isEqualTo(1);
    token.cancel();
    assertThat(strand.wakes()).isEqualTo(1);
  }

  /** Whoever comes while a token is cancelled sees it or is woken. */
  @Test
  void nobodyIsForgottenWhenThreadsRace() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      CancellationToken root = new CancellationToken();
      CountDownLatch start = new CountDownLatch(1);
      List<Waiting> waiters = new ArrayList<>();
      Thread other =
          Waits.start(
              () -> {
                Waits.await(start);
                for (int i = 0; i < 50; i++) {
                  waiters.add(new Waiting(root.childToken()));
                }
              });
      start.countDown();
      root.cancel();
      Waits.join(other);
      assertThat(waiters).hasSize(50).allMatch(w -> w.poll() == null);
      assertThat(waiters).allMatch(w -> w.strand.wakes() <= 1);
    }
  }

  @Test
  void aReasonIsThatOfTheNearestAndTheFirst() {
    CancellationToken child = token.childToken();
    CancellationToken grandchild = child.childToken();
    assertThat(grandchild.reason()).isNull();
    child.cancel("child");
    token.cancel("root");
    token.cancel("too late");
    assertThat(token.reason()).isEqualTo("root");
    assertThat(child.reason()).isEqualTo("child");
    assertThat(grandchild.reason()).isEqualTo("child");
    assertThat(token.childToken().reason()).isEqualTo("root");
  }

  @Test
  void oneThatIsCancelledWithoutAReasonHasNone() {
    token.cancel();
    token.cancel("too late");
    assertThat(token.childToken().isCancelled()).isTrue();
    assertThat(token.childToken().reason()).isNull();
  }

  @Test
  void aLinkedTokenIsCancelledWithTheFirstOfItsSources() {
    CancellationToken other = new CancellationToken();
    CancellationToken either = CancellationToken.any(token, other.childToken());
    Waiting waiter = new Waiting(either);
    Waiting below = new Waiting(either.childToken());
    assertThat(either.isCancelled()).isFalse();
    other.cancel("other");
    assertThat(either.isCancelled()).isTrue();
    assertThat(either.reason()).isEqualTo("other");
    assertThat(waiter.poll()).isNull();
    assertThat(waiter.strand.wakes()).isEqualTo(1);
    assertThat(below.poll()).isNull();
    assertThat(below.strand.wakes()).isEqualTo(1);
    token.cancel("too late");
    assertThat(either.reason()).isEqualTo("other");
    assertThat(waiter.strand.wakes()).isEqualTo(1);
  }

  @Test
  void aLinkedTokenCancelsNoneOfItsSources() {
    CancellationToken either = CancellationToken.any(token, new CancellationToken());
    Waiting waiter = new Waiting(either);
    either.cancel("alone");
    assertThat(token.isCancelled()).isFalse();
    assertThat(waiter.strand.wakes()).isEqualTo(1);
    assertThat(either.reason()).isEqualTo("alone");
  }

  @Test
  void aLinkToACancelledTokenIsBornCancelled() {
    token.cancel("before");
    CancellationToken either = CancellationToken.any(new CancellationToken(), token);
    assertThat(either.cancelled()).isNotNull();
    assertThat(new Waiting(either).poll()).isNull();
    assertThat(either.reason()).isEqualTo("before");
  }

  @Test
  void nobodyWaitsForTheSourcesOfALinkThatNobodyWaitsFor() {
    CancellationToken either = CancellationToken.any(token, new CancellationToken());
    Waiting first = new Waiting(either);
    Waiting second = new Waiting(either.childToken());
    first.strand.cancel(first.future);
    second.strand.cancel(second.future);
    token.cancel();
    assertThat(first.strand.wakes() + second.strand.wakes()).isZero();
    assertThat(either.isCancelled()).isTrue();
  }

  @Test
  void linksOfLinksAreCancelled() {
    CancellationToken middle = CancellationToken.any(token, new CancellationToken());
    Waiting waiter = new Waiting(CancellationToken.any(middle.childToken(), token));
    token.cancel("root");
    assertThat(waiter.strand.wakes()).isEqualTo(1);
    assertThat(waiter.poll()).isNull();
  }

  /** Whoever comes while the source of a link is cancelled sees it or is woken. */
  @Test
  void nobodyWhoWaitsForALinkIsForgottenWhenThreadsRace() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      CancellationToken root = new CancellationToken();
      CountDownLatch start = new CountDownLatch(1);
      List<Waiting> waiters = new ArrayList<>();
      CancellationToken either = CancellationToken.any(new CancellationToken(), root);
      Thread other =
          Waits.start(
              () -> {
                Waits.await(start);
                for (int i = 0; i < 50; i++) {
                  waiters.add(new Waiting(either.childToken()));
                }
              });
      start.countDown();
      root.cancel();
      Waits.join(other);
      assertThat(waiters).hasSize(50).allMatch(w -> w.poll() == null);
      assertThat(waiters).allMatch(w -> w.strand.wakes() <= 1);
    }
  }

  @Test
  void aGuardCancelsOnceUnlessItIsDisarmed() {
    try (CancellationToken.Guard guard = token.cancelOnClose()) {
      guard.disarm();
    }
    assertThat(token.isCancelled()).isFalse();
    CancellationToken.Guard guard = token.cancelOnClose();
    guard.close();
    guard.close();
    assertThat(token.isCancelled()).isTrue();
  }
}
