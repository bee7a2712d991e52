package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A future is polled once at its start and once when it was woken, and never besides. */
@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollCountTest {
  private final AsyncRuntime runtime;
  private final AtomicInteger polls = new AtomicInteger();
  private volatile @Nullable Waker waker;
  private volatile boolean open;

  PollCountTest(Runtimes kind) {
    runtime = kind.builder().build();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  /** A leaf that counts its polls, and wakes its strand a number of times in the first one. */
  private final class Counted implements Future<Integer> {
    private final int ownWakes;

    Counted(int ownWakes) {
      this.ownWakes = ownWakes;
    }

    @Override
    public Object poll(Context context) {
      waker = context.waker();
      boolean ends = open;
      int count = polls.incrementAndGet();
      for (int i = 0; count == 1 && i < ownWakes; i++) {
        context.waker().wake();
      }
      return ends ? count : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  private void awaitPolls(int count) {
    Waits.until("poll " + count, () -> polls.get() == count);
  }

  private void wake() {
    Objects.requireNonNull(waker).wake();
  }

  private void wakeForTheLastTime() {
    open = true;
    wake();
  }

  private void runOtherTasks() {
    List<JoinHandle<Integer>> others = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      others.add(runtime.spawn(new Yields(50)));
    }
    for (JoinHandle<Integer> other : others) {
      Waits.until("ended", other::isFinished);
    }
  }

  @Test
  @Tag("T118")
  void aTaskIsPolledOnceForEachWakeUp() {
    JoinHandle<Integer> task = runtime.spawn(new Counted(0));
    Thread driver = Waits.start(() -> runtime.blockOn(task));
    for (int i = 1; i <= 100; i++) {
      awaitPolls(i);
      wake();
    }
    awaitPolls(101);
    runOtherTasks();
    assertThat(polls).hasValue(101);
    wakeForTheLastTime();
    Waits.join(driver);
    assertThat(polls).hasValue(102);
    Waits.until("counted", () -> runtime.metrics().polls() == 102 + 50 * 51);
  }

  @Test
  @Tag("T118")
  void theFutureOfBlockOnIsPolledOnceForEachWakeUp() {
    Thread driver = Waits.start(() -> runtime.blockOn(new Counted(0)));
    for (int i = 1; i <= 100; i++) {
      awaitPolls(i);
      wake();
    }
    awaitPolls(101);
    runOtherTasks();
    assertThat(polls).hasValue(101);
    wakeForTheLastTime();
    Waits.join(driver);
    assertThat(polls).hasValue(102);
  }

  @Test
  @Tag("T118")
  void wakeUpsBeforeTheNextPollCountAsOne() {
    Gate end = new Gate();
    Thread driver = Waits.start(() -> runtime.blockOn(end));
    JoinHandle<Integer> task = runtime.spawn(new Counted(10));
    awaitPolls(2);
    runOtherTasks();
    assertThat(polls).hasValue(2);
    wakeForTheLastTime();
    Waits.until("ended", task::isFinished);
    wake();
    runOtherTasks();
    assertThat(polls).hasValue(3);
    end.open();
    Waits.join(driver);
  }
}
