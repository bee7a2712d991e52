package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The place of the one task that a worker runs next.
 *
 * <p>It belongs to the worker, which reads and writes it without a fence. Somebody else may take
 * the task out of it while the worker is held up by a poll, so what counts is not who finds it here
 * but who changes its ticket ({@link Task}): the worker by running it, and both by {@link
 * Task#take}.
 *
 * <p>Why a thief takes only what lies here: the worker empties the place before it runs or queues
 * the task, both of which change the ticket. A thief reads the ticket between two looks at the
 * place; if the ticket that it has read were from after that change, its second look would find the
 * place empty. And where nothing is changed between its reading and its taking, the task has stayed
 * here.
 */
final class Slot {
  private static final VarHandle TASK;

  static {
    try {
      TASK = MethodHandles.lookup().findVarHandle(Slot.class, "task", Task.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Written by the worker; by a thief only from what it has taken to null. */
  private @Nullable Task<?> task;

  /** The ticket of the task, as it was put here; the worker's own. */
  private int ticket;

  /** An empty place. */
  Slot() {}

  /** Whether there is nothing. Worker only. */
  boolean isEmpty() {
    return task == null;
  }

  /** The ticket of the task that {@link #remove} has returned. Worker only. */
  int ticket() {
    return ticket;
  }

  /** Takes out the task, which whoever changes its {@link #ticket} may have. Worker only. */
  @Nullable Task<?> remove() {
    Task<?> present = task;
    task = null;
    return present;
  }

  /**
   * Puts a task here. Worker only.
   *
   * @return the one that was here before, which the caller has to queue; null for none
   */
  @Nullable Task<?> put(Task<?> next) {
    Task<?> before = task;
    int beforeTicket = ticket;
    ticket = next.ticket();
    TASK.setRelease(this, next);
    return before == null || before.take(beforeTicket) ? before : null;
  }

  /**
   * Takes the task from a worker that is held up. Callable from any thread.
   *
   * @return the task, which the caller has to queue; null if there is none
   */
  @Nullable Task<?> steal() {
    Task<?> seen = (Task<?>) TASK.getAcquire(this);
    if (seen == null) {
      return null;
    }
    int seenTicket = seen.ticket();
    if (TASK.getAcquire(this) != seen || !seen.take(seenTicket)) {
      return null;
    }
    // Before anybody else can run it, so that it can't lie here again.
    TASK.compareAndSet(this, seen, null);
    return seen;
  }
}
