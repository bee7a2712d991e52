package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.scheduler.OwnedTasks.Phase;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnedTasksTest {
  private final StubScheduler scheduler = new StubScheduler();
  private final OwnedTasks owned = new OwnedTasks();

  private Set<Task<?>> listed() {
    Set<Task<?>> tasks = new HashSet<>();
    owned.forEach(task -> assertThat(tasks.add(task)).isTrue());
    return tasks;
  }

  @Test
  void listsWhatWasAddedAndNotRemoved() {
    Random random = new Random(7);
    List<Task<?>> reference = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(3) == 0 && !reference.isEmpty()) {
        owned.remove(reference.remove(random.nextInt(reference.size())));
      } else {
        Task<?> task = scheduler.newTask();
        reference.add(task);
        assertThat(owned.add(task)).isEqualTo(Phase.OPEN);
      }
    }
    assertThat(listed()).isEqualTo(new HashSet<>(reference));
    assertThat(owned.size()).isEqualTo(reference.size());
    assertThat(reference).allMatch(task -> owned.find(task.number()) == task);
    Collections.shuffle(reference, random);
    reference.forEach(owned::remove);
    assertThat(owned.isEmpty()).isTrue();
    assertThat(owned.size()).isZero();
    assertThat(owned.find(scheduler.newTask().number() - 1)).isNull();
  }

  @Test
  void countsWhatWasEverAdded() {
    for (int i = 0; i < 100; i++) {
      Task<?> task = scheduler.newTask();
      owned.add(task);
      owned.remove(task);
      owned.remove(task);
    }
    owned.add(scheduler.newTask());
    assertThat(owned.added()).isEqualTo(101);
    assertThat(owned.size()).isEqualTo(1);
    owned.advance(Phase.OPEN, Phase.CLOSED);
    owned.add(scheduler.newTask());
    assertThat(owned.added()).isEqualTo(101);
  }

  @Test
  void removingIsHarmlessForATaskThatIsNotListed() {
    Task<?> task = scheduler.newTask();
    Task<?> other = scheduler.newTask();
    owned.add(task);
    owned.remove(other);
    owned.remove(task);
    owned.remove(task);
    assertThat(owned.isEmpty()).isTrue();
  }

  @Test
  void theLastPhaseListsNothing() {
    assertThat(owned.advance(Phase.OPEN, Phase.CLOSING)).isTrue();
    assertThat(owned.advance(Phase.OPEN, Phase.CLOSING)).isFalse();
    assertThat(owned.add(scheduler.newTask())).isEqualTo(Phase.CLOSING);
    assertThat(listed()).hasSize(1);
    owned.advance(Phase.CLOSING, Phase.CLOSED);
    assertThat(owned.add(scheduler.newTask())).isEqualTo(Phase.CLOSED);
    assertThat(listed()).hasSize(1);
  }

  /** Hypothesis: a task that was added without notice of the end is found by a walk after it. */
  @Test
  void noTaskSlipsThroughBetweenPhaseAndWalk() {
    for (int round = 0; round < 500; round++) {
      OwnedTasks tasks = new OwnedTasks();
      // Keeps the locks busy, so that an addition takes time between its beginning and its end.
      Thread walker = Waits.start(() -> walkWhileOpen(tasks));
      List<Task<?>> unaware = new ArrayList<>();
      Thread adder =
          Waits.start(
              () -> {
                Task<?> task = scheduler.newTask();
                while (tasks.add(task) == Phase.OPEN) {
                  unaware.add(task);
                  task = scheduler.newTask();
                }
              });
      tasks.advance(Phase.OPEN, Phase.CLOSED);
      Set<Task<?>> walked = new HashSet<>();
      tasks.forEach(walked::add);
      Waits.join(adder);
      Waits.join(walker);
      assertThat(walked.containsAll(unaware)).isTrue();
    }
  }

  private static void walkWhileOpen(OwnedTasks tasks) {
    while (tasks.phase() == Phase.OPEN) {
      tasks.isEmpty();
    }
  }
}
