package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.internal.testing.Waits;
import dev.weft.sync.Notify.Notified;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that are notified, on each runtime. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NotifyTasksTest {
  private static final int TASKS = 10;
  private static final int ROUNDS = 500;

  private final Notify notify = new Notify();

  /** Waits for all to be notified with two futures, again and again: both are, or none. */
  private final class Pair implements Future<Void> {
    private int round;
    private @Nullable Notified first;
    private @Nullable Notified second;

    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      for (; round < ROUNDS; round++) {
        if (!isNotified(context)) {
          return Poll.PENDING;
        }
        first = null;
        second = null;
      }
      return null;
    }

    private boolean isNotified(Context context) throws Throwable {
      while (first == null || second == null) {
        enlist(notify.notified(), notify.notified());
      }
      boolean firstBefore = first.poll(context) != Poll.PENDING;
      boolean isSecond = second.poll(context) != Poll.PENDING;
      boolean isFirst = firstBefore || (isSecond && first.poll(context) != Poll.PENDING);
      assertThat(isFirst).as("first as second").isEqualTo(isSecond);
      return isFirst;
    }

    /** Takes two futures that are both in the line. */
    private void enlist(Notified one, Notified other) {
      if (one.enable() || other.enable()) {
        one.disable();
        other.disable();
      } else {
        first = one;
        second = other;
      }
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Tokio's notify_waiters_is_atomic. */
  @ParameterizedTest
  @EnumSource
  @Tag("T88")
  void ofThoseThatWereMadeBeforeAllAreNotifiedOrNone(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        tasks.add(runtime.spawn(new Pair()));
      }
      Thread notifier = Waits.start(() -> notifyUntilFinished(tasks));
      tasks.forEach(runtime::blockOn);
      Waits.join(notifier);
    }
  }

  private void notifyUntilFinished(List<JoinHandle<Void>> tasks) {
    while (!tasks.stream().allMatch(JoinHandle::isFinished)) {
      notify.notifyWaiters();
    }
  }

  /** A strand that can't be woken. */
  private static final class Unwakable extends RuntimeStrand implements Waker {
    private final Scheduler scheduler = new StubScheduler();

    Unwakable() {
      Budget budget = new Budget();
      budget.lift();
      useBudget(budget);
    }

    @Override
    public void wake() {
      throw new IllegalStateException("unwakable");
    }

    @Override
    public Waker waker() {
      return this;
    }

    @Override
    public Scheduler scheduler() {
      return scheduler;
    }
  }

  /** Tokio's notify_waiters_handles_panicking_waker. */
  @ParameterizedTest
  @EnumSource
  @Tag("T89")
  void aWakerThatFailsKeepsNoTaskFromBeingNotified(Runtimes runtimes) throws Throwable {
    List<Notified> futures = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      futures.add(notify.notified());
      futures.get(i).enable();
    }
    assertThat(futures.get(TASKS / 2).poll(new Unwakable())).isEqualTo(Poll.PENDING);
    futures.remove(TASKS / 2);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<Void>> tasks = futures.stream().map(runtime::spawn).toList();
      assertThatThrownBy(notify::notifyWaiters).hasMessage("unwakable");
      tasks.forEach(runtime::blockOn);
      JoinHandle<Void> next = runtime.spawn(notify.notified());
      notify.notifyOne();
      runtime.blockOn(next);
    }
  }
}
