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
import org.junit.jupiter.params.provider.CsvSource;

class TimerShardsTest {
  private final List<TimerEntry> fired = new ArrayList<>();
  private final AtomicInteger earlier = new AtomicInteger();
  private FakeClock clock = new FakeClock(0);
  private int home;
  private TimerShards timers = shards(1);

  private TimerShards shards(int count) {
    return new TimerShards(count, clock, () -> home, deadline -> earlier.incrementAndGet());
  }

  private TimerEntry entry(long deadline) {
    TimerEntry[] self = new TimerEntry[1];
    self[0] = new TimerEntry(deadline, () -> fired.add(self[0]));
    return self[0];
  }

  private TimerEntry register(long deadline) {
    TimerEntry entry = entry(deadline);
    timers.register(entry);
    return entry;
  }

  private void fire() {
    timers.fireExpired(timers.now());
  }

  @Test
  void firesNoEntryBeforeItsDeadline() {
    TimerEntry entry = register(10);
    clock.advance(Duration.ofNanos(9));
    fire();
    assertThat(fired).isEmpty();
    assertThat(timers.untilNext(timers.now())).isEqualTo(1);

    clock.advance(Duration.ofNanos(1));
    fire();
    assertThat(fired).containsExactly(entry);
    assertThat(timers.isEmpty()).isTrue();
    assertThat(timers.untilNext(timers.now())).isEqualTo(TimerShards.NEVER);
  }

  @Test
  void doesNotFireInsideOfRegister() {
    register(-5);
    assertThat(fired).isEmpty();
    assertThat(timers.untilNext(0)).isZero();
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
  void firesWhatIsDueAtTheSameTimeInTheOrderOfRegistration() {
    List<TimerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries.add(register(10));
    }
    timers.cancel(entries.remove(0));
    timers.cancel(entries.remove(50));
    clock.advance(Duration.ofNanos(10));
    fire();
    assertThat(fired).isEqualTo(entries);
  }

  @Test
  void firesOutsideOfTheLock() {
    // The waker cancels from another thread, which would block on the lock.
    TimerEntry other = register(100);
    timers.register(
        new TimerEntry(
            0,
            () -> {
              Thread thread = new Thread(() -> timers.cancel(other));
              thread.start();
              dev.weft.internal.testing.Waits.join(thread);
            }));
    fire();
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void aWakerThatThrowsDoesNotCostTheOthersTheirs() throws InterruptedException {
    List<Throwable> uncaught = new ArrayList<>();
    timers.register(
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
    timers.cancel(entry);
    timers.cancel(entry(7));
    assertThat(fired).containsExactly(entry);
  }

  @Test
  void cancellingTheEarliestMovesTheNextDeadline() {
    TimerEntry first = register(10);
    register(20);
    timers.cancel(first);
    assertThat(timers.untilNext(0)).isEqualTo(20);
  }

  @Test
  void refusesAnEntryThatWasRegistered() {
    TimerEntry entry = register(10);
    assertThatThrownBy(() -> timers.register(entry))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the timer was registered before");
    timers.cancel(entry);
    assertThatThrownBy(() -> timers.register(entry)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsRegisteredOnOneThreadIsSeenByAll() {
    timers = shards(3);
    home = 2;
    TimerEntry first = register(10);
    home = 0;
    TimerEntry second = register(20);
    assertThat(timers.untilNext(0)).isEqualTo(10);
    timers.cancel(first);
    assertThat(timers.untilNext(0)).isEqualTo(20);
    home = 1;
    clock.advance(Duration.ofNanos(20));
    fire();
    assertThat(fired).containsExactly(second);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void tellsOfTheEarliestOfEachHeap() {
    timers = shards(2);
    register(10);
    home = 1;
    register(20);
    register(30);
    assertThat(earlier).hasValue(2);
  }

  /** Origins: an ordinary one, and one where nanoTime wraps round within the test. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 3", "9223372036854755807, 1", "9223372036854755807, 2"})
  void randomInsertsAndCancelsEqualASortedList(long origin, int count) {
    clock = new FakeClock(origin);
    timers = shards(count);
    Random random = new Random(42);
    List<TimerEntry> reference = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      switch (random.nextInt(8)) {
        case 0 -> cancelOne(reference, random);
        case 1 -> advance(reference, random.nextInt(20));
        default -> {
          home = random.nextInt(count);
          reference.add(register(clock.nanoTime() + random.nextInt(300)));
        }
      }
      assertThat(timers.isEmpty()).isEqualTo(reference.isEmpty());
    }
    advance(reference, 1_000);
    assertThat(timers.isEmpty()).isTrue();
  }

  private void cancelOne(List<TimerEntry> reference, Random random) {
    if (!reference.isEmpty()) {
      timers.cancel(reference.remove(random.nextInt(reference.size())));
    }
  }

  private void advance(List<TimerEntry> reference, int nanos) {
    clock.advance(Duration.ofNanos(nanos));
    fired.clear();
    fire();
    long now = clock.nanoTime();
    List<TimerEntry> due = reference.stream().filter(entry -> entry.deadline() - now <= 0).toList();
    assertThat(fired).containsExactlyInAnyOrderElementsOf(due);
    for (TimerHeap heap : fired.stream().map(entry -> entry.heap).distinct().toList()) {
      assertThat(fired.stream().filter(entry -> entry.heap == heap))
          .isEqualTo(
              due.stream()
                  .filter(entry -> entry.heap == heap)
                  .sorted(Comparator.comparingLong(entry -> entry.deadline() - now))
                  .toList());
    }
    reference.removeAll(due);
  }
}
