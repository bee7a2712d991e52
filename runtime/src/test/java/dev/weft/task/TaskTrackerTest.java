package dev.weft.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a tracker is drained, with tokens in the place of tasks; ports of tokio-util's tests. */
final class TaskTrackerTest {
  private final TaskTracker tracker = new TaskTracker();
  private final CountingStrand strand = new CountingStrand();

  private boolean isPending(Future<Void> future) {
    return strand.poll(future) == Poll.PENDING;
  }

  @Test
  void closeAndReopenTellWhetherTheyChangedAnything() {
    assertThat(tracker.isClosed()).isFalse();
    assertThat(tracker.close()).isTrue();
    assertThat(tracker.isClosed()).isTrue();
    assertThat(tracker.close()).isFalse();
    assertThat(tracker.reopen()).isTrue();
    assertThat(tracker.reopen()).isFalse();
    assertThat(tracker.isClosed()).isFalse();
  }

  @Test
  void tokensCount() {
    List<TaskTracker.Token> tokens = Stream.generate(tracker::token).limit(12).toList();
    assertThat(tracker.size()).isEqualTo(12);
    tokens.forEach(TaskTracker.Token::close);
    tokens.forEach(TaskTracker.Token::close);
    assertThat(tracker.size()).isZero();
    assertThat(tracker.isEmpty()).isTrue();
  }

  @Test
  void aClosedEmptyTrackerIsDrained() {
    tracker.close();
    assertThat(isPending(tracker.drained())).isFalse();
  }

  @Test
  void aWaitGoesOnWhenTheTrackerIsClosed() {
    Future<Void> drained = tracker.drained();
    assertThat(isPending(drained)).isTrue();
    tracker.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(isPending(drained)).isFalse();
  }

  @Test
  @Tag("T112")
  void aWaitGoesOnThoughTheTrackerWasOpenedAgain() {
    Future<Void> drained = tracker.drained();
    assertThat(isPending(drained)).isTrue();
    tracker.close();
    tracker.reopen();
    assertThat(isPending(drained)).isFalse();
    assertThat(isPending(tracker.drained())).isTrue();
  }

  /** From the call on, not from the first poll on. */
  @Test
  void aMomentBeforeTheFirstPollIsNotMissed() {
    Future<Void> drained = tracker.drained();
    tracker.close();
    tracker.reopen();
    assertThat(isPending(drained)).isFalse();
  }

  @Test
  void aWaitGoesOnWhenTheLastTaskEnds() {
    Future<Void> drained = tracker.drained();
    TaskTracker.Token token = tracker.token();
    tracker.close();
    assertThat(isPending(drained)).isTrue();
    token.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(isPending(drained)).isFalse();
  }

  @Test
  @Tag("T112")
  void aWaitGoesOnThoughThereAreNewTasks() {
    TaskTracker.Token token = tracker.token();
    tracker.close();
    Future<Void> drained = tracker.drained();
    assertThat(isPending(drained)).isTrue();
    token.close();
    TaskTracker.Token another = tracker.token();
    assertThat(isPending(drained)).isFalse();
    another.close();
  }

  @Test
  @Tag("T112")
  void anOpenTrackerIsNotDrained() {
    Future<Void> drained = tracker.drained();
    tracker.token().close();
    TaskTracker.Token another = tracker.token();
    tracker.close();
    assertThat(isPending(drained)).isTrue();
    another.close();
    assertThat(isPending(drained)).isFalse();
  }

  @Test
  @Tag("T112")
  void itDoesNotMatterWhenItIsClosed() {
    for (int closeAt = 0; closeAt <= 5; closeAt++) {
      TaskTracker closed = new TaskTracker();
      List<TaskTracker.Token> tokens = Stream.generate(closed::token).limit(5).toList();
      Future<Void> drained = closed.drained();
      for (int i = 0; i <= 5; i++) {
        assertThat(isPending(drained)).isEqualTo(i < 5 || closeAt == 5);
        if (i == closeAt) {
          closed.close();
        }
        if (i < 5) {
          tokens.get(i).close();
        }
      }
      assertThat(isPending(drained)).isFalse();
    }
  }

  @Test
  void allWhoWaitGoOn() {
    List<CountingStrand> strands = Stream.generate(CountingStrand::new).limit(10).toList();
    strands.forEach(waiting -> waiting.poll(tracker.drained()));
    tracker.close();
    assertThat(strands).allMatch(waiting -> waiting.wakes() == 1);
  }

  @Test
  void whoHasLeftIsNotWoken() {
    Future<Void> drained = tracker.drained();
    strand.poll(drained);
    strand.cancel(drained);
    tracker.close();
    assertThat(strand.wakes()).isZero();
  }

  @Test
  void theLastTaskIsNotMissedWhenThreadsRace() {
    for (int round = 0; round < 500; round++) {
      TaskTracker raced = new TaskTracker();
      CountingStrand waiting = new CountingStrand();
      TaskTracker.Token token = raced.token();
      CountDownLatch start = new CountDownLatch(1);
      Thread other =
          Waits.start(
              () -> {
                Waits.await(start);
                token.close();
                raced.reopen();
              });
      start.countDown();
      raced.close();
      Future<Void> drained = raced.drained();
      boolean pending = waiting.poll(drained) == Poll.PENDING;
      Waits.join(other);
      if (raced.isClosed() || waiting.wakes() > 0) {
        assertThat(waiting.poll(drained)).isNull();
      }
      if (pending) {
        raced.close();
        assertThat(waiting.wakes()).isEqualTo(1);
      }
    }
  }
}
