package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalQueueTest {
  private final StubScheduler scheduler = new StubScheduler();
  private final LocalQueue queue = new LocalQueue();
  private final Injector injector = new Injector();

  private List<Task<?>> push(int count) {
    List<Task<?>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Task<?> task = scheduler.newTask();
      tasks.add(task);
      queue.push(task, injector);
    }
    return tasks;
  }

  private static List<Task<?>> drain(LocalQueue queue) {
    List<Task<?>> tasks = new ArrayList<>();
    for (Task<?> task = queue.pop(); task != null; task = queue.pop()) {
      tasks.add(task);
    }
    return tasks;
  }

  private static List<Task<?>> drain(Injector injector) {
    List<Task<?>> tasks = new ArrayList<>();
    for (Task<?> task = injector.tryPop(); task != null; task = injector.tryPop()) {
      tasks.add(task);
    }
    return tasks;
  }

  @Test
  @Tag("T42")
  void fits256OneAtATime() {
    for (int lap = 0; lap < 5; lap++) {
      for (int i = 0; i < 256; i++) {
        List<Task<?>> one = push(1);
        assertThat(drain(queue)).isEqualTo(one);
      }
    }
    assertThat(injector.isEmpty()).isTrue();
  }

  @Test
  @Tag("T42")
  void fits256AllAtOnceInOrder() {
    List<Task<?>> tasks = push(256);
    assertThat(queue.size()).isEqualTo(256);
    assertThat(drain(queue)).isEqualTo(tasks);
    assertThat(injector.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 100, 255})
  @Tag("T42")
  void fits256InChunks(int chunk) {
    List<Task<?>> waiting = new ArrayList<>();
    for (int lap = 0; lap < 20; lap++) {
      while (waiting.size() + chunk <= 256) {
        waiting.addAll(push(chunk));
      }
      for (int i = 0; i < chunk; i++) {
        assertThat(queue.pop()).isSameAs(waiting.remove(0));
      }
    }
    assertThat(injector.isEmpty()).isTrue();
    assertThat(drain(queue)).isEqualTo(waiting);
  }

  @Test
  @Tag("T42")
  void overflowMovesTheNewerHalfAndTheTaskToTheInjector() {
    List<Task<?>> tasks = push(257);
    assertThat(drain(injector)).isEqualTo(tasks.subList(128, 257));
    assertThat(drain(queue)).isEqualTo(tasks.subList(0, 128));
  }

  @Test
  @Tag("T42")
  void overflowWorksAnywhereInTheRing() {
    for (int lap = 0; lap < 7; lap++) {
      push(100);
      drain(queue);
      List<Task<?>> tasks = push(257);
      assertThat(drain(queue)).isEqualTo(tasks.subList(0, 128));
      assertThat(drain(injector)).isEqualTo(tasks.subList(128, 257));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "2,1", "3,2", "4,2", "5,3", "255,128", "256,128"})
  @Tag("T42")
  void stealsTheOlderHalfRoundedUp(int size, int stolen) {
    List<Task<?>> tasks = push(size);
    LocalQueue thief = new LocalQueue();
    Task<?> last = queue.stealInto(thief);
    List<Task<?>> got = drain(thief);
    if (last != null) {
      got.add(last);
    }
    assertThat(got).isEqualTo(tasks.subList(0, stolen));
    assertThat(drain(queue)).isEqualTo(tasks.subList(stolen, size));
  }

  @Test
  void aThiefThatIsMoreThanHalfFullStealsNothing() {
    LocalQueue thief = new LocalQueue();
    for (int i = 0; i < 129; i++) {
      thief.push(scheduler.newTask(), injector);
    }
    push(10);
    assertThat(queue.stealInto(thief)).isNull();
    assertThat(queue.size()).isEqualTo(10);
  }

  @Test
  void whatAStealerCopiesIsNotOverwrittenMeanwhile() {
    List<Task<?>> tasks = push(256);
    assertThat(queue.claimHalf()).isEqualTo(128);
    assertThat(queue.stealInto(new LocalQueue())).as("one stealer at a time").isNull();
    assertThat(queue.pop()).isSameAs(tasks.get(128));
    List<Task<?>> more = push(2);
    assertThat(drain(injector)).as("no free slot before the stealer is done").isEqualTo(more);

    queue.releaseClaim();
    more = push(2);
    assertThat(injector.isEmpty()).isTrue();
    List<Task<?>> expected = new ArrayList<>(tasks.subList(129, 256));
    expected.addAll(more);
    assertThat(drain(queue)).isEqualTo(expected);
  }

  @Test
  void keepsNoReferenceToTasksThatLeft() throws ReflectiveOperationException {
    push(257);
    queue.stealInto(new LocalQueue());
    drain(queue);
    var slots = LocalQueue.class.getDeclaredField("slots");
    slots.setAccessible(true);
    assertThat((Object[]) slots.get(queue)).containsOnlyNulls();
  }

  /** Hypothesis: with two stealers at work every task leaves the queues exactly once. */
  @Test
  @Tag("T42")
  void stressWithStealersLosesNothing() {
    int count = 300_000;
    Set<Task<?>> seen = ConcurrentHashMap.newKeySet();
    boolean[] done = {false};
    Object doneLock = new Object();
    List<Thread> stealers = new ArrayList<>();
    List<Task<?>> twice = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      stealers.add(
          Waits.start(
              () -> {
                LocalQueue own = new LocalQueue();
                while (true) {
                  boolean last;
                  synchronized (doneLock) {
                    last = done[0];
                  }
                  Task<?> task = queue.stealInto(own);
                  while (task != null) {
                    note(seen, twice, task);
                    task = own.pop();
                  }
                  if (last) {
                    return;
                  }
                }
              }));
    }
    for (int i = 0; i < count; i++) {
      queue.push(scheduler.newTask(), injector);
      for (int pops = i % 16 == 0 ? 8 : 0; pops > 0; pops--) {
        note(seen, twice, queue.pop());
      }
      for (Task<?> task = injector.tryPop(); task != null; task = injector.tryPop()) {
        note(seen, twice, task);
      }
    }
    drain(queue).forEach(task -> note(seen, twice, task));
    synchronized (doneLock) {
      done[0] = true;
    }
    stealers.forEach(Waits::join);
    assertThat(twice).isEmpty();
    assertThat(seen).hasSize(count);
  }

  private static void note(Set<Task<?>> seen, List<Task<?>> twice, Task<?> task) {
    if (task != null && !seen.add(task)) {
      synchronized (twice) {
        twice.add(task);
      }
    }
  }
}
