package dev.weft.internal.scheduler;

import dev.weft.internal.scheduler.OwnedTasks.Phase;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: the list of live tasks is linearizable to a set and a phase, as far as adding,
 * removing, finding and being empty go.
 *
 * <p>The numbers for metrics and the walk over all tasks aren't: they read the shards one after the
 * other. {@code OwnedTasksStress} has the law of the walk.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class OwnedTasksLincheckTest {
  private final Numbered tasks = new Numbered();
  private final OwnedTasks owned = new OwnedTasks();
  private final ArrayDeque<Task<?>>[] listed = Numbered.deques();

  @Operation
  public Phase add(@Param(name = "thread") int thread) {
    Task<?> task = tasks.next(thread);
    listed[thread].add(task);
    return owned.add(task);
  }

  /** Removes what the thread has added first, listed or not. */
  @Operation
  public void remove(@Param(name = "thread") int thread) {
    Task<?> task = listed[thread].poll();
    if (task != null) {
      owned.remove(task);
    }
  }

  /** Looks for what the thread has added first. */
  @Operation
  public boolean find(@Param(name = "thread") int thread) {
    Task<?> task = listed[thread].peek();
    return task != null && owned.find(task.number()) == task;
  }

  @Operation
  public boolean isEmpty() {
    return owned.isEmpty();
  }

  @Operation
  public boolean beginClose() {
    return owned.advance(Phase.OPEN, Phase.CLOSING);
  }

  @Operation
  public boolean finishClose() {
    return owned.advance(Phase.CLOSING, Phase.CLOSED);
  }

  @Test
  void modelChecked() {
    Lincheck.model(OwnedTasksLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(OwnedTasksLincheckTest.class, Specification.class, 3);
  }

  /** A set of numbers and a phase. */
  public static final class Specification {
    private final int[] added = new int[Lincheck.THREADS];
    private final Deque<Integer>[] listed = Numbered.deques();
    private final Set<Integer> owned = new HashSet<>();
    private Phase phase = Phase.OPEN;

    public Phase add(int thread) {
      int number = Numbered.number(thread, added[thread]++);
      listed[thread].add(number);
      if (phase != Phase.CLOSED) {
        owned.add(number);
      }
      return phase;
    }

    public void remove(int thread) {
      Integer number = listed[thread].poll();
      if (number != null) {
        owned.remove(number);
      }
    }

    public boolean find(int thread) {
      Integer number = listed[thread].peek();
      return number != null && owned.contains(number);
    }

    public boolean isEmpty() {
      return owned.isEmpty();
    }

    public boolean beginClose() {
      return advance(Phase.OPEN, Phase.CLOSING);
    }

    public boolean finishClose() {
      return advance(Phase.CLOSING, Phase.CLOSED);
    }

    private boolean advance(Phase from, Phase to) {
      boolean moved = phase == from;
      if (moved) {
        phase = to;
      }
      return moved;
    }
  }
}
