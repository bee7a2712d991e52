package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.Weft;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many tasks that wait for one another, on runtimes that are made and closed meanwhile. */
@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyTasksTest {
  private final Runtimes kind;

  ManyTasksTest(Runtimes kind) {
    this.kind = kind;
  }

  private static <T> Outcome<T> outcome(JoinHandle<T> handle) {
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      return other.blockOn(handle.outcome());
    }
  }

  // Chains.

  @Test
  @Tag("T29")
  void aValueGoesThroughAChainOfTasksThatAreOneBehindTheOther() {
    try (AsyncRuntime runtime = kind.builder().build()) {
      for (int round = 0; round < 20; round++) {
        Gate first = new Gate();
        JoinHandle<?> last = runtime.spawn(first);
        for (int i = 0; i < 500; i++) {
          JoinHandle<?> before = last;
          last = runtime.spawn(new Steps(() -> before));
        }
        first.open();
        assertThat((Object) runtime.blockOn(last)).isEqualTo("open");
      }
    }
  }

  /** Pings that came in and were not taken yet, and the one strand that takes them. */
  private static final class Pings implements Future<Object> {
    private int count;
    private @Nullable Waker taker;

    void add() {
      Waker waiting;
      synchronized (this) {
        count++;
        waiting = taker;
      }
      if (waiting != null) {
        waiting.wake();
      }
    }

    @Override
    public synchronized Object poll(Context context) {
      taker = context.waker();
      if (count == 0) {
        return Poll.PENDING;
      }
      count--;
      return "ping";
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Takes pings from one place and passes them on to the next. */
  private record Relay(Pings from, Pings to, AtomicInteger left) implements Future<Object> {
    @Override
    public Object poll(Context context) {
      while (left.get() > 0) {
        if (from.poll(context) == Poll.PENDING) {
          return Poll.PENDING;
        }
        left.decrementAndGet();
        to.add();
      }
      return "all passed on";
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @Test
  @Tag("T29")
  void pingsGoRoundInRingsOfTasks() {
    try (AsyncRuntime runtime = kind.builder().build()) {
      List<JoinHandle<Object>> tasks = new ArrayList<>();
      for (int ring = 0; ring < 10; ring++) {
        tasks.addAll(ring(runtime, 50, 200));
      }
      tasks.forEach(task -> assertThat(runtime.blockOn(task)).isEqualTo("all passed on"));
    }
  }

  private static List<JoinHandle<Object>> ring(AsyncRuntime runtime, int links, int pings) {
    List<JoinHandle<Object>> tasks = new ArrayList<>();
    Pings first = new Pings();
    Pings from = first;
    for (int i = 1; i <= links; i++) {
      Pings to = i == links ? first : new Pings();
      tasks.add(runtime.spawn(new Relay(from, to, new AtomicInteger(pings))));
      from = to;
    }
    first.add();
    return tasks;
  }

  // Runtimes that are made and closed.

  @Test
  @Tag("T31")
  void eachOfAThousandRuntimesCancelsItsTaskOnce() {
    AtomicInteger starts = new AtomicInteger();
    AtomicInteger stops = new AtomicInteger();
    for (int round = 0; round < 1_000; round++) {
      AsyncRuntime runtime =
          kind.builder()
              .onThreadStart(starts::incrementAndGet)
              .onThreadStop(stops::incrementAndGet)
              .build();
      Gate never = new Gate();
      JoinHandle<String> task = runtime.spawn(never);
      runtime.blockOn(runtime.spawn(new Yields(1)));
      never.awaitReached();
      runtime.close();
      assertThat(task.isFinished()).isTrue();
      assertThat(never.cancelled()).isEqualTo(1);
    }
    assertThat(starts).hasValue(stops.get());
  }

  @Test
  @Tag("T118")
  void aTreeOfSpawnsRunsToItsEnd() {
    for (int round = 0; round < 100; round++) {
      try (AsyncRuntime runtime = kind.builder().build()) {
        Gate end = new Gate();
        AtomicInteger left = new AtomicInteger((1 << 8) - 1);
        runtime.spawn(Steps.run(() -> grow(8, left, end)));
        runtime.blockOn(end);
        assertThat(left).hasValue(0);
      }
    }
  }

  private static void grow(int levels, AtomicInteger left, Gate end) {
    for (int i = 0; levels > 1 && i < 2; i++) {
      Weft.spawn(Steps.run(() -> grow(levels - 1, left, end)));
    }
    if (left.decrementAndGet() == 0) {
      end.open();
    }
  }

  @Test
  @Tag("T118")
  void blockingWorkAloneAndBesideTasksRunsToItsEnd() {
    for (int round = 0; round < 100; round++) {
      try (AsyncRuntime runtime = kind.builder().build()) {
        CountDownLatch ran = new CountDownLatch(2);
        runtime.blockOn(new Steps(() -> blocking(ran)));
        runtime.blockOn(
            new Steps(() -> Weft.spawn(new Yields(2)), () -> blocking(ran), () -> new Yields(1)));
        assertThat(ran.getCount()).isZero();
      }
    }
  }

  private static JoinHandle<String> blocking(CountDownLatch ran) {
    return Weft.spawnBlocking(
        () -> {
          ran.countDown();
          return "";
        });
  }

  /** Hypothesis: whoever asks for a result, and however late, gets it. */
  @Test
  @Tag("T118")
  void aResultIsThereForWhoeverAsks() {
    try (AsyncRuntime runtime = kind.builder().build()) {
      for (int round = 0; round < 500; round++) {
        int value = round;
        JoinHandle<Integer> task = runtime.spawn(new Value<>(() -> value));
        JoinHandle<Object> asking = runtime.spawn(new Steps(() -> task));
        assertThat(runtime.blockOn(task)).isEqualTo(value);
        assertThat(runtime.blockOn(asking)).isEqualTo(value);
      }
    }
  }

  /** Hypothesis: two threads that wake a task at the same time, again and again, are both seen. */
  @Test
  @Tag("T118")
  void wakeUpsByTwoThreadsAtATimeAreNotLost() {
    try (AsyncRuntime runtime = kind.builder().build()) {
      for (int round = 0; round < 200; round++) {
        Pings pings = new Pings();
        JoinHandle<Object> task =
            runtime.spawn(new Relay(pings, new Pings(), new AtomicInteger(200)));
        Thread one = Waits.start(() -> add(pings, 100));
        Thread other = Waits.start(() -> add(pings, 100));
        assertThat(runtime.blockOn(task)).isEqualTo("all passed on");
        Waits.join(one);
        Waits.join(other);
      }
    }
  }

  private static void add(Pings pings, int count) {
    for (int i = 0; i < count; i++) {
      pings.add();
    }
  }

  /** Hypothesis: a task that is woken while its runtime closes ends, and once. */
  @Test
  @Tag("T118")
  void aWakeUpThatRacesWithCloseEndsTheTask() {
    for (int round = 0; round < 300; round++) {
      Queue<Object> ended = new ConcurrentLinkedQueue<>();
      AsyncRuntime runtime = kind.builder().onTaskTerminate(ended::add).build();
      Gate gate = new Gate();
      JoinHandle<String> task = runtime.spawn(gate);
      Thread waking = Waits.start(gate::open);
      runtime.close();
      Waits.join(waking);
      assertThat(task.isFinished()).isTrue();
      assertThat(ended).hasSize(1);
      assertThat(outcome(task))
          .matches(
              end -> end instanceof Outcome.Cancelled || end.equals(new Outcome.Success<>("open")));
    }
  }

  /** Hypothesis: several closes at a time, while tasks spawn and wake others, all come back. */
  @Test
  @Tag("T118")
  void closesThatRaceWithTasksComeBack() {
    for (int round = 0; round < 100; round++) {
      AsyncRuntime runtime = kind.builder().build();
      List<JoinHandle<Object>> tasks = new ArrayList<>(ring(runtime, 5, Integer.MAX_VALUE));
      tasks.addAll(ring(runtime, 5, Integer.MAX_VALUE));
      Thread other = Waits.start(runtime::close);
      runtime.close();
      Waits.join(other);
      assertThat(tasks).allMatch(JoinHandle::isFinished);
    }
  }
}
