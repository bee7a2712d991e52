package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.time.DelayQueue.Expired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DelayQueueTest {
  private final AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
  private final TestClock clock = TestClock.of(runtime);
  private final DelayQueue<String> queue = make(DelayQueue::new);
  private final List<String> out = new ArrayList<>();

  @AfterEach
  void close() {
    runtime.close();
  }

  private <T> T make(Callable<T> code) {
    return runtime.blockOn(new Value<>(code));
  }

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }

  private DelayQueue.Key insert(String value, long millis) {
    return make(() -> queue.insert(value, millis(millis)));
  }

  private void reset(DelayQueue.Key key, long millis) {
    runtime.blockOn(Steps.run(() -> queue.reset(key, millis(millis))));
  }

  /** The next value with the time at which it came. */
  private String next() {
    Expired<String> expired = runtime.blockOn(queue.next());
    return expired == null ? "empty" : expired.value() + " at " + clock.elapsed().toMillis();
  }

  /** A task that takes out all and waits for the first. */
  private JoinHandle<Object> waiting() {
    JoinHandle<Object> task = runtime.spawn(new TakesAll());
    runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    return task;
  }

  private final class TakesAll implements Future<Object> {
    @Override
    public Object poll(Context context) throws Throwable {
      Object answer = queue.next().poll(context);
      while (answer instanceof Expired<?> expired) {
        out.add(expired.value() + " at " + clock.elapsed().toMillis());
        answer = queue.next().poll(context);
      }
      return answer == null ? out : answer;
    }

    @Override
    public Object cancel(Context context) throws Throwable {
      return queue.next().cancel(context);
    }
  }

  @Test
  void valuesComeOutInTheOrderOfTheirTimes() {
    insert("b", 20);
    insert("c", 30);
    insert("a", 10);
    assertThat(next()).isEqualTo("a at 10");
    assertThat(next()).isEqualTo("b at 20");
    assertThat(next()).isEqualTo("c at 30");
  }

  @Test
  void ofEqualTimesTheFirstComesFirst() {
    for (String value : List.of("a", "b", "c", "d", "e")) {
      insert(value, 10);
    }
    runtime.blockOn(waiting());
    assertThat(out).containsExactly("a at 10", "b at 10", "c at 10", "d at 10", "e at 10");
  }

  @Test
  void whatIsDueComesAtOnce() {
    insert("now", 0);
    insert("before", -5);
    make(() -> queue.insert("long ago", Deadline.now().minus(millis(50))));
    assertThat(next()).isEqualTo("long ago at 0");
    assertThat(next()).isEqualTo("before at 0".replace("before", "now"));
    assertThat(next()).isEqualTo("before at 0");
  }

  @Test
  void tellsWhatCameOut() {
    DelayQueue.Key key = insert("a", 10);
    Deadline deadline = queue.deadline(key);
    Expired<String> expired = runtime.blockOn(queue.next());
    assertThat(expired).isEqualTo(new Expired<>("a", deadline, key));
    assertThat(make(Deadline::now)).isEqualTo(deadline);
  }

  @Test
  void endsWhenItIsEmptyAndGoesOnWhenItIsFilledAgain() {
    assertThat(next()).isEqualTo("empty");
    insert("a", 10);
    assertThat(next()).isEqualTo("a at 10");
    assertThat(next()).isEqualTo("empty");
    insert("b", 10);
    assertThat(next()).isEqualTo("b at 20");
    assertThat(next()).isEqualTo("empty");
  }

  // While somebody waits.

  @Test
  void anEarlierValueIsWaitedFor() {
    insert("b", 20);
    JoinHandle<?> task = waiting();
    insert("a", 10);
    runtime.blockOn(task);
    assertThat(out).containsExactly("a at 10", "b at 20");
  }

  @Test
  void aValueThatIsPutOffIsNotWaitedForAnyLonger() {
    DelayQueue.Key key = insert("a", 10);
    insert("b", 20);
    JoinHandle<?> task = waiting();
    reset(key, 30);
    runtime.blockOn(task);
    assertThat(out).containsExactly("b at 20", "a at 30");
  }

  @Test
  void aValueThatIsBroughtForwardIsWaitedFor() {
    insert("a", 10);
    DelayQueue.Key key = insert("b", 20);
    JoinHandle<?> task = waiting();
    reset(key, 5);
    runtime.blockOn(task);
    assertThat(out).containsExactly("b at 5", "a at 10");
  }

  @Test
  void aValueThatIsRemovedIsNotWaitedForAnyLonger() {
    DelayQueue.Key key = insert("a", 10);
    insert("b", 20);
    JoinHandle<?> task = waiting();
    assertThat(queue.remove(key)).isEqualTo("a");
    runtime.blockOn(task);
    assertThat(out).containsExactly("b at 20");
  }

  @Test
  void theRemovalOfTheLastValueEndsTheWait() {
    DelayQueue.Key key = insert("a", 10);
    JoinHandle<?> task = waiting();
    queue.remove(key);
    runtime.blockOn(task);
    assertThat(clock.elapsed()).isZero();
    assertThat(out).isEmpty();
  }

  @Test
  void clearingEndsTheWait() {
    DelayQueue.Key key = insert("a", 10);
    insert("b", 20);
    JoinHandle<?> task = waiting();
    queue.clear();
    runtime.blockOn(task);
    assertThat(clock.elapsed()).isZero();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.tryRemove(key)).isNull();
  }

  @Test
  void whoGivesUpHasTakenNothing() {
    insert("a", 10);
    JoinHandle<?> task = waiting();
    task.abort();
    runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    assertThat(task.isFinished()).isTrue();
    assertThat(queue.len()).isEqualTo(1);
    assertThat(next()).isEqualTo("a at 10");
  }

  @Test
  void oneTimerServesAll() {
    for (int i = 0; i < 1_000; i++) {
      insert("value", 10 + i);
    }
    JoinHandle<?> task = waiting();
    for (int i = 0; i < 1_000; i++) {
      insert("earlier", 9);
    }
    runtime.blockOn(clock.advance(millis(9)));
    assertThat(out).hasSize(1_000).containsOnly("earlier at 9");
    queue.clear();
    runtime.blockOn(task);
    runtime.blockOn(new Steps(() -> Weft.sleep(millis(5_000))));
    assertThat(clock.elapsed()).isEqualTo(millis(5_009));
  }

  /** From any thread, while one takes out. */
  @Test
  void valuesMayBeInsertedByOtherThreads() {
    try (AsyncRuntime real = AsyncRuntime.multiThread().workerThreads(2).build()) {
      DelayQueue<Integer> shared = new DelayQueue<>();
      DelayQueue.Key last = shared.insert(-1, Duration.ofHours(1));
      JoinHandle<Object> task =
          real.spawn(
              new Future<>() {
                private int count;

                @Override
                public Object poll(Context context) throws Throwable {
                  Object answer = shared.next().poll(context);
                  while (answer instanceof Expired<?>) {
                    count++;
                    answer = shared.next().poll(context);
                  }
                  return answer == null ? (Object) count : answer;
                }

                @Override
                public Object cancel(Context context) throws Throwable {
                  return shared.next().cancel(context);
                }
              });
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        int seed = t;
        threads.add(Waits.start(() -> fill(shared, new Random(seed))));
      }
      threads.forEach(Waits::join);
      Waits.until("all are out", () -> shared.len() == 1);
      shared.remove(last);
      assertThat(real.blockOn(task)).isEqualTo(4_000);
    }
  }

  private static void fill(DelayQueue<Integer> queue, Random random) {
    for (int i = 0; i < 2_000; i++) {
      DelayQueue.Key key = queue.insert(i, Duration.ofNanos(random.nextInt(1_000_000)));
      if (random.nextBoolean() && queue.tryRemove(key) != null) {
        queue.insert(i, Duration.ZERO);
      }
    }
  }

  // Keys.

  @Test
  void peekTellsWhatIsNext() {
    assertThat(queue.peek()).isNull();
    insert("b", 20);
    DelayQueue.Key key = insert("a", 10);
    assertThat(queue.peek()).isSameAs(key);
    assertThat(queue.deadline(key).remaining()).isEqualTo(millis(10));
    assertThat(queue.len()).isEqualTo(2);
    assertThat(queue).hasToString("DelayQueue[len=2]");
  }

  @Test
  void aKeyIsOfNoUseOnceItsValueIsOut() {
    DelayQueue.Key key = insert("a", 10);
    assertThat(queue.tryRemove(key)).isEqualTo("a");
    assertThat(queue.tryRemove(key)).isNull();
    assertGone(() -> queue.remove(key));
    assertGone(() -> queue.reset(key, millis(10)));
    assertGone(() -> queue.deadline(key));
    assertThat(queue.isEmpty()).isTrue();

    DelayQueue.Key expired = insert("b", 0);
    next();
    assertGone(() -> queue.remove(expired));
  }

  private static void assertGone(Callable<?> code) {
    assertThatThrownBy(code::call)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "the value of this key isn't in the queue any more: it has come out or was removed;"
                + " tryRemove(key) tells");
  }

  private static void assertGone(Runnable code) {
    assertGone(
        () -> {
          code.run();
          return null;
        });
  }

  @Test
  void aKeyOfAnotherQueueIsRefused() {
    DelayQueue.Key key = new DelayQueue<String>().insert("a", millis(10));
    for (Runnable each :
        List.<Runnable>of(
            () -> queue.remove(key),
            () -> queue.tryRemove(key),
            () -> queue.deadline(key),
            () -> queue.reset(key, millis(1)))) {
      assertThatThrownBy(each::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the key belongs to another DelayQueue");
    }
  }

  @Test
  void aValueIsNeverNull() {
    assertThatNullPointerException().isThrownBy(() -> queue.insert(null, millis(1)));
    assertThat(queue.isEmpty()).isTrue();
  }

  // Clocks.

  @Test
  void theTimeIsThatOfTheRuntimeThatTakesOut() {
    DelayQueue<String> outside = new DelayQueue<>();
    outside.insert("b", Duration.ofHours(2));
    outside.insert("a", Duration.ofHours(1));
    Expired<String> first = runtime.blockOn(outside.next());
    assertThat(first.value()).isEqualTo("a");
    assertThat(clock.elapsed()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
    assertThat(first.deadline()).isEqualTo(make(Deadline::now));
    assertThat(runtime.blockOn(outside.next()).deadline().until(first.deadline())).isNegative();
  }

  @Test
  void theClockOfAnEmptyQueueIsThatOfTheFirstDeadline() {
    DelayQueue<String> outside = new DelayQueue<>();
    make(() -> outside.insert("a", millis(10)));
    runtime.blockOn(outside.next());
    assertThat(clock.elapsed()).isEqualTo(millis(10));
  }

  @Test
  void noDelayIsTooLong() {
    insert("a", 10);
    make(() -> queue.insert("never", Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(next()).isEqualTo("a at 10");
    runtime.blockOn(queue.next());
    assertThat(clock.elapsed()).isGreaterThan(Duration.ofDays(365 * 146));
  }

  // Against a model.

  @Test
  void randomCallsEqualASortedList() {
    record Entry(String value, DelayQueue.Key key, long at, int order) {}
    Random random = new Random(7);
    List<Entry> model = new ArrayList<>();
    Comparator<Entry> order = Comparator.comparingLong(Entry::at).thenComparingInt(Entry::order);
    for (int i = 0; i < 5_000; i++) {
      long now = clock.elapsed().toMillis();
      int delay = random.nextInt(50);
      Entry some = model.isEmpty() ? null : model.get(random.nextInt(model.size()));
      switch (random.nextInt(5)) {
        case 0, 1 -> model.add(new Entry("v" + i, insert("v" + i, delay), now + delay, i));
        case 2 -> {
          if (some != null) {
            reset(some.key, delay);
            model.remove(some);
            model.add(new Entry(some.value, some.key, now + delay, some.order));
          }
        }
        case 3 -> {
          if (some != null) {
            assertThat(queue.remove(some.key)).isEqualTo(some.value);
            model.remove(some);
          }
        }
        default -> {
          Entry first = model.stream().min(order).orElse(null);
          long at = first == null ? 0 : Math.max(now, first.at);
          assertThat(next()).isEqualTo(first == null ? "empty" : first.value + " at " + at);
          model.remove(first);
        }
      }
      assertThat(queue.len()).isEqualTo(model.size());
    }
  }
}
