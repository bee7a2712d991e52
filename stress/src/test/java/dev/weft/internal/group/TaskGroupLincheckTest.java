package dev.weft.internal.group;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.Lincheck;
import dev.weft.internal.testing.StubScheduler;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a group is linearizable to a number of living tasks, a queue of ended ones, and the
 * phase that says whether there may be more.
 *
 * <p>A task that has ended before it is added is left out: it is seen as living for a moment. Who
 * waits for an end is in {@code TaskGroupStress}.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class TaskGroupLincheckTest {
  private static final int PER_THREAD = 10;
  private static final int NONE = -1;

  private final StubScheduler scheduler = new StubScheduler();
  private final TaskGroup<Integer> group = new TaskGroup<>();

  /** The task of each thread; a thread has one at a time. */
  private final @Nullable Task<?>[] tasks = new Task<?>[Lincheck.THREADS];

  private final int[] added = new int[Lincheck.THREADS];

  @Operation
  public boolean add(@Param(name = "thread") int thread) {
    if (tasks[thread] != null) {
      return false;
    }
    Task<?> task = scheduler.newTask();
    boolean member = group.add(group.member(thread * PER_THREAD + added[thread]++, task));
    tasks[thread] = member ? task : null;
    return member;
  }

  @Operation
  public void end(@Param(name = "thread") int thread) {
    Task<?> task = tasks[thread];
    if (task != null) {
      tasks[thread] = null;
      StubScheduler.run(task);
    }
  }

  @Operation
  public int takeEnded() {
    TaskGroup.Member<Integer> member = group.takeEnded();
    return member == null ? NONE : member.key();
  }

  @Operation
  public int size() {
    return group.size();
  }

  @Operation
  public void close() {
    group.close("closed");
  }

  @Operation
  public boolean over() {
    return group.end();
  }

  @Test
  void modelChecked() {
    Lincheck.model(TaskGroupLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(TaskGroupLincheckTest.class, Specification.class, 3);
  }

  /** The same in numbers. */
  public static final class Specification {
    private final boolean[] living = new boolean[Lincheck.THREADS];
    private final int[] added = new int[Lincheck.THREADS];
    private final Queue<Integer> ended = new ArrayDeque<>();
    private int alive;
    private boolean over;

    public boolean add(int thread) {
      if (living[thread]) {
        return false;
      }
      added[thread]++;
      living[thread] = !over;
      alive += over ? 0 : 1;
      return !over;
    }

    public void end(int thread) {
      if (living[thread]) {
        living[thread] = false;
        alive--;
        ended.add(thread * PER_THREAD + added[thread] - 1);
      }
    }

    public int takeEnded() {
      Integer key = ended.poll();
      return key == null ? NONE : key;
    }

    public int size() {
      return alive + ended.size();
    }

    public void close() {}

    public boolean over() {
      over |= size() == 0;
      return over;
    }
  }
}
