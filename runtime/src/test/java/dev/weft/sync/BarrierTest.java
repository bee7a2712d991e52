package dev.weft.sync;

import static dev.weft.sync.Asked.now;
import static dev.weft.sync.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who goes on together; some are ports of Tokio's tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BarrierTest {
  private final Barrier barrier = new Barrier(3);

  /** Tokio's tango, for three. */
  @Test
  void nobodyGoesOnBeforeAllAreThere() {
    Asked<Boolean> first = waiting(barrier.arrive());
    Asked<Boolean> second = waiting(barrier.arrive());
    assertThat(first.isWoken() || second.isWoken()).isFalse();
    assertThat(now(barrier.arrive())).as("the last one leads").isTrue();
    assertThat(Stream.of(first, second).map(Asked::get)).containsExactly(false, false);
  }

  @Test
  void eachGenerationHasOneLeader() {
    for (int generation = 0; generation < 3; generation++) {
      Asked<Boolean> first = waiting(barrier.arrive());
      Asked<Boolean> second = waiting(barrier.arrive());
      assertThat(now(barrier.arrive())).isTrue();
      assertThat(first.get() || second.get()).isFalse();
    }
  }

  @Test
  void whoArrivesAgainBelongsToTheNextGeneration() {
    Asked<Boolean> slow = waiting(barrier.arrive());
    waiting(barrier.arrive());
    now(barrier.arrive());
    Asked<Boolean> again = waiting(barrier.arrive());
    assertThat(barrier.waiting()).isEqualTo(1);
    assertThat(slow.get()).isFalse();
    assertThat(again.isWoken()).isFalse();
  }

  /** Tokio's single. */
  @Test
  void oneAloneNeverWaits() {
    Barrier alone = new Barrier(1);
    assertThat(now(alone.arrive())).isTrue();
    assertThat(now(alone.arrive())).isTrue();
  }

  @Test
  void aFutureArrivesWhenItIsPolled() {
    barrier.arrive();
    assertThat(barrier.waiting()).isZero();
    waiting(barrier.arrive());
    assertThat(barrier.waiting()).isEqualTo(1);
  }

  @Test
  void oneThatIsCancelledBeforeTheOthersCameHasNotArrived() {
    Asked<Boolean> first = waiting(barrier.arrive());
    Asked<Boolean> cancelled = waiting(barrier.arrive());
    cancelled.cancel();
    assertThat(barrier.waiting()).isEqualTo(1);
    Asked<Boolean> third = waiting(barrier.arrive());
    assertThat(now(barrier.arrive())).isTrue();
    assertThat(cancelled.isWoken()).isFalse();
    assertThat(first.get() || third.get()).isFalse();
  }

  @Test
  void oneThatIsCancelledAfterAllCameHasArrived() {
    Asked<Boolean> cancelled = waiting(barrier.arrive());
    Asked<Boolean> other = waiting(barrier.arrive());
    now(barrier.arrive());
    cancelled.cancel();
    assertThat(other.get()).isFalse();
    assertThat(barrier.waiting()).isZero();
    waiting(barrier.arrive());
    waiting(barrier.arrive());
    assertThat(now(barrier.arrive())).isTrue();
  }

  @Test
  void aBarrierForNobodyIsRefused() {
    assertThatThrownBy(() -> new Barrier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a barrier needs at least one party, not 0");
  }

  @Test
  void itSaysWhoIsMissing() {
    waiting(barrier.arrive());
    assertThat(barrier).hasToString("Barrier[1 of 3 wait]");
    assertThat(barrier.parties()).isEqualTo(3);
    assertThat(barrier.arrive()).hasToString("Barrier.arrive");
  }

  @Test
  void aThreadAndTasksWaitForEachOther() {
    List<Object> seen = new CopyOnWriteArrayList<>();
    Thread thread = startArriving(seen);
    Asked<Boolean> task = waiting(barrier.arrive());
    assertThat(now(barrier.arrive())).isTrue();
    Waits.join(thread);
    assertThat(seen).containsExactly(false);
    assertThat(task.get()).isFalse();
  }

  @Test
  void aThreadThatIsInterruptedHasNotArrived() {
    List<Object> seen = new CopyOnWriteArrayList<>();
    Thread thread = startArriving(seen);
    thread.interrupt();
    Waits.join(thread);
    assertThat(seen).containsExactly("Barrier.blockingArrive was interrupted");
    assertThat(barrier.waiting()).isZero();
  }

  private Thread startArriving(List<Object> seen) {
    Thread thread =
        Waits.start(
            () -> {
              try {
                seen.add(barrier.blockingArrive());
              } catch (InterruptedException e) {
                seen.add(e.getMessage());
              }
            });
    Waits.until("thread waits", () -> barrier.waiting() == 1);
    return thread;
  }

  @ParameterizedTest
  @EnumSource
  void aTaskMustNotBlock(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<Boolean> task = runtime.spawn(new Value<>(barrier::blockingArrive));
      assertThatThrownBy(() -> runtime.blockOn(task))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Barrier.blockingArrive was called on thread '");
    }
    assertThat(barrier.waiting()).isZero();
  }

  /** Tokio's lots, over many generations: nobody is in the next one before all are in this one. */
  @ParameterizedTest
  @EnumSource
  void manyTasksGoOnTogetherAgainAndAgain(Runtimes runtimes) {
    Barrier all = new Barrier(Member.COUNT);
    AtomicIntegerArray arrived = new AtomicIntegerArray(Member.ROUNDS);
    AtomicIntegerArray leaders = new AtomicIntegerArray(Member.ROUNDS);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < Member.COUNT; i++) {
        tasks.add(runtime.spawn(new Member(all, arrived, leaders)));
      }
      tasks.forEach(runtime::blockOn);
    }
    for (int round = 0; round < Member.ROUNDS; round++) {
      assertThat(leaders.get(round)).as("leaders of round %s", round).isEqualTo(1);
    }
  }

  /** Goes through rounds together with others, and looks each time whether all are there. */
  private static final class Member implements Future<Void> {
    static final int COUNT = 100;
    static final int ROUNDS = 20;

    private final Barrier barrier;
    private final AtomicIntegerArray arrived;
    private final AtomicIntegerArray leaders;
    private int round;
    private @Nullable Future<Boolean> arriving;

    Member(Barrier barrier, AtomicIntegerArray arrived, AtomicIntegerArray leaders) {
      this.barrier = barrier;
      this.arrived = arrived;
      this.leaders = leaders;
    }

    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      for (; round < ROUNDS; round++) {
        if (arriving == null) {
          arrived.incrementAndGet(round);
          arriving = barrier.arrive();
        }
        Object answer = arriving.poll(context);
        if (answer == Poll.PENDING) {
          return answer;
        }
        goOn((Boolean) answer);
      }
      return null;
    }

    private void goOn(boolean leads) {
      assertThat(arrived.get(round)).isEqualTo(COUNT);
      leaders.addAndGet(round, leads ? 1 : 0);
      arriving = null;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
