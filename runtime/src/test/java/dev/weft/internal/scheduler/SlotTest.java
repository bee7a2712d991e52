package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.abi.Budget;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One task to run next, which somebody may steal. */
class SlotTest {
  private final StubScheduler scheduler = new StubScheduler();
  private final Task<?> task = scheduler.newTask();
  private final Task<?> other = scheduler.newTask();
  private final Budget budget = new Budget();
  private final Slot slot = new Slot();

  @BeforeEach
  void fillBudget() {
    budget.renew();
  }

  @Test
  void theWorkerGetsWhatIsThere() {
    assertThat(slot.isEmpty()).isTrue();
    assertThat(slot.put(task)).isNull();
    assertThat(slot.isEmpty()).isFalse();
    assertThat(slot.remove()).isSameAs(task);
    assertThat(slot.isEmpty()).isTrue();
    task.run(budget, slot.ticket());
    assertThat(task.isFinished()).isTrue();
  }

  @Test
  void theNextTaskPushesOutTheOneBefore() {
    slot.put(task);
    assertThat(slot.put(other)).isSameAs(task);
    assertThat(slot.remove()).isSameAs(other);
  }

  @Test
  void aThiefEmptiesThePlace() {
    assertThat(slot.steal()).isNull();
    slot.put(task);
    assertThat(slot.steal()).isSameAs(task);
    assertThat(slot.isEmpty()).isTrue();
    assertThat(slot.steal()).isNull();
    assertThat(slot.put(other)).isNull();
  }

  @Test
  void whatTheWorkerHasInHandIsGoneOnceAThiefHasTakenIt() {
    slot.put(task);
    int ticket = task.ticket();
    Task<?> inHand = slot.remove();
    slot.put(task);
    assertThat(slot.steal()).isSameAs(inHand);
    inHand.run(budget, ticket);
    assertThat(task.isFinished()).isFalse();
    assertThat(inHand.take(ticket)).isFalse();
    task.run(budget);
    assertThat(task.isFinished()).isTrue();
  }
}
