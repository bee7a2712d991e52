package dev.weft.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.testing.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
  private final List<TimerEntry> fired = new ArrayList<>();
  private final AtomicInteger earlier = new AtomicInteger();
  private FakeClock clock = new FakeClock(0);
  private TimerHeap heap = new TimerHeap(clock, earlier::incrementAndGet);

  private TimerEntry entry(long deadline) {
    TimerEntry[] self = new TimerEntry[1];
    self[0] = new TimerEntry(deadline, () -> fired.add(self[0]));
    return self[0];
  }

  private TimerEntry register(long deadline) {
    TimerEntry entry = entry(deadline);
    heap.register(entry);
    return entry;
  }

  private void fire() {
    heap.fireExpired(heap.now());
  }

  @Test
  void firesNoEntryBeforeItsDeadline() {
    TimerEntry entry = register(10);
    clock.advance(Duration.ofNanos(9));
    fire();
    assertThat(fired).isEmpty();
    assertThat(heap.untilNext(heap.now())).isEqualTo(1);

    clock.advance(Duration.ofNanos(1));
    fire();
    assertThat(fired).containsExactly(entry);
    assertThat(heap.isEmpty()).isTrue();
    assertThat(heap.untilNext(heap.now())).isEqualTo(TimerHeap.NEVER);
  }

  @Test
  void doesNotFireInsideOfRegister() {
    register(-5);
    assertThat(fired).isEmpty();
    assertThat(heap.untilNext(0)).isZero();
  }

  @Test
  void firesAllThatIsDueInOrderWhateverTheBatchSize() {
    List<TimerEntry> entries = new ArrayList<>();
    for (int i = 99; i >= 0; i--) {
      entries.add(0, register(i));
    }
    clock.advance(Duration.ofNanos(96));
    fire();
    assertThat(fired).isEqualTo(entries.subList(0, 97));
  }

  @Test
  void firesOutsideOfTheLock() {
    // The waker cancels from another thread, which would block on the lock.
    TimerEntry other = register(100);
    heap.register(
        new TimerEntry(
            0,
            () -> {
              Thread thread = new Thread(() -> heap.cancel(other));
              thread.start();
              dev.weft.internal.testing.Waits.join(thread);
            }));
    fire();
    assertThat(heap.isEmpty()).isTrue();
  }

  @Test
  void aWakerThatThrowsDoesNotCostTheOthersTheirs() throws InterruptedException {
    List<Throwable> uncaught = new ArrayList<>();
    heap.register(
        new TimerEntry(
            0,
            () -> {
              throw new IllegalStateException("broken waker");
            }));
    TimerEntry good = register(1);
    clock.advance(Duration.ofNanos(1));
    Thread thread = new Thread(this::fire);
    thread.setUncaughtExceptionHandler((where, e) -> uncaught.add(e));
    thread.start();
    thread.join();
    assertThat(fired).containsExactly(good);
    assertThat(uncaught).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsOfEachEntryThatBecomesTheEarliest() {
    register(50);
    register(60);
    register(50);
    assertThat(earlier).hasValue(1);
    register(40);
    assertThat(earlier).hasValue(2);
  }

  @Test
  void cancelIsHarmlessOutsideOfTheHeap() {
    TimerEntry entry = register(0);
    fire();
    heap.cancel(entry);
    heap.cancel(entry(7));
    assertThat(fired).containsExactly(entry);
  }

  @Test
  void cancellingTheEarliestMovesTheNextDeadline() {
    TimerEntry first = register(10);
    register(20);
    heap.cancel(first);
    assertThat(heap.untilNext(0)).isEqualTo(20);
  }

  @Test
  void refusesAnEntryThatIsRegistered() {
    TimerEntry entry = register(10);
    assertThatThrownBy(() -> heap.register(entry)).isInstanceOf(IllegalStateException.class);
  }

  /** Origins: an ordinary one, and one where nanoTime wraps round within the test. */
  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 20_000})
  void randomInsertsAndCancelsEqualASortedList(long origin) {
    clock = new FakeClock(origin);
    heap = new TimerHeap(clock, () -> {});
    Random random = new Random(42);
    List<TimerEntry> reference = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      switch (random.nextInt(8)) {
        case 0 -> cancelOne(reference, random);
        case 1 -> advance(reference, random.nextInt(20));
        default -> reference.add(register(clock.nanoTime() + random.nextInt(300)));
      }
      assertThat(heap.isEmpty()).isEqualTo(reference.isEmpty());
    }
    advance(reference, 1_000);
    assertThat(heap.isEmpty()).isTrue();
  }

  private void cancelOne(List<TimerEntry> reference, Random random) {
    if (!reference.isEmpty()) {
      heap.cancel(reference.remove(random.nextInt(reference.size())));
    }
  }

  private void advance(List<TimerEntry> reference, int nanos) {
    clock.advance(Duration.ofNanos(nanos));
    fired.clear();
    fire();
    long now = clock.nanoTime();
    List<TimerEntry> due = reference.stream().filter(entry -> entry.deadline() - now <= 0).toList();
    assertThat(fired).containsExactlyInAnyOrderElementsOf(due);
    assertThat(fired).isSortedAccordingTo(Comparator.comparingLong(e -> e.deadline() - now));
    reference.removeAll(due);
  }
}
