package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InjectorTest {
  private final StubScheduler scheduler = new StubScheduler();
  private final Injector injector = new Injector();

  private List<Task<?>> push(int count) {
    List<Task<?>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(scheduler.newTask());
      injector.push(tasks.get(i));
    }
    return tasks;
  }

  private static List<Task<?>> chain(Task<?> first) {
    List<Task<?>> tasks = new ArrayList<>();
    for (Task<?> task = first; task != null; task = task.queueNext) {
      tasks.add(task);
    }
    return tasks;
  }

  @Test
  void firstInFirstOutAcrossRefills() {
    List<Task<?>> first = push(3);
    assertThat(injector.tryPop()).isSameAs(first.get(0));
    List<Task<?>> second = push(2);
    assertThat(injector.tryPop()).isSameAs(first.get(1));
    assertThat(injector.tryPop()).isSameAs(first.get(2));
    assertThat(chain(injector.take(1, 10))).isEqualTo(second);
    assertThat(injector.isEmpty()).isTrue();
    assertThat(injector.tryPop()).isNull();
  }

  @Test
  void aBatchKeepsItsOrder() {
    List<Task<?>> before = push(1);
    Task<?> oldest = scheduler.newTask();
    Task<?> newest = scheduler.newTask();
    newest.queueNext = oldest;
    injector.push(newest, oldest);
    assertThat(chain(injector.take(1, 10))).containsExactly(before.get(0), oldest, newest);
  }

  @Test
  void aShareIsFairAndBounded() {
    push(10);
    assertThat(chain(injector.take(4, 128))).hasSize(3);
    assertThat(chain(injector.take(1, 5))).hasSize(5);
    assertThat(chain(injector.take(2, 128))).hasSize(2);
    assertThat(injector.take(2, 128)).isNull();
  }

  /** Hypothesis: with several producers and consumers every task comes out exactly once. */
  @Test
  void stressLosesNothing() {
    int perProducer = 100_000;
    Set<Task<?>> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger taken = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(Waits.start(() -> push(perProducer)));
      threads.add(Waits.start(() -> takeAll(seen, taken, 2 * perProducer)));
    }
    threads.forEach(Waits::join);
    assertThat(seen).hasSize(2 * perProducer);
    assertThat(taken).hasValue(2 * perProducer);
    assertThat(injector.isEmpty()).isTrue();
  }

  private void takeAll(Set<Task<?>> seen, AtomicInteger taken, int total) {
    while (taken.get() < total) {
      List<Task<?>> share = chain(injector.take(2, 128));
      seen.addAll(share);
      taken.addAndGet(share.size());
      Task<?> one = injector.tryPop();
      if (one != null) {
        seen.add(one);
        taken.incrementAndGet();
      }
    }
  }
}
