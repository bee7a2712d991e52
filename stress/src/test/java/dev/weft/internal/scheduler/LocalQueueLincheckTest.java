package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a worker's ring is linearizable to a queue whose older half, rounded up, can be taken
 * in one step.
 *
 * <p>A thief that finds another one at work comes back empty-handed, which is no answer of such a
 * queue; here it tries again unless the queue is empty. Not linearizable is {@code size} for others
 * than the owner, which reads two numbers one after the other. That a full ring runs over is left
 * to {@link LocalQueueStress}.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class LocalQueueLincheckTest {
  private static final int FILLED = 3;

  private final Numbered tasks = new Numbered();
  private final Injector overflow = new Injector();
  private final LocalQueue queue = new LocalQueue();
  private final LocalQueue[] thieves = new LocalQueue[Lincheck.THREADS];

  public LocalQueueLincheckTest() {
    for (int i = 0; i < FILLED; i++) {
      push();
    }
    for (int i = 0; i < thieves.length; i++) {
      thieves[i] = new LocalQueue();
    }
  }

  /** All are of the same thread, since no two may push at once. */
  @Operation(nonParallelGroup = "owner")
  public final void push() {
    queue.push(tasks.next(0), overflow);
  }

  @Operation(nonParallelGroup = "owner")
  public int pop() {
    return tasks.number(queue.pop());
  }

  @Operation
  public List<Integer> steal(@Param(name = "thread") int thread) {
    LocalQueue own = thieves[thread];
    Task<?> last = queue.stealInto(own);
    while (last == null && !queue.isEmpty()) {
      last = queue.stealInto(own);
    }
    List<Integer> stolen = new ArrayList<>();
    for (Task<?> task = own.pop(); task != null; task = own.pop()) {
      stolen.add(tasks.number(task));
    }
    stolen.add(tasks.number(last));
    return stolen;
  }

  @Operation
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  @Test
  void modelChecked() {
    Lincheck.model(LocalQueueLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(LocalQueueLincheckTest.class, Specification.class, 3);
  }

  /** A queue of numbers. */
  public static final class Specification {
    private final Deque<Integer> queue = new ArrayDeque<>();
    private int pushed;

    public Specification() {
      for (int i = 0; i < FILLED; i++) {
        push();
      }
    }

    public void push() {
      queue.add(Numbered.number(0, pushed++));
    }

    public int pop() {
      Integer number = queue.poll();
      return number == null ? Numbered.NONE : number;
    }

    public List<Integer> steal(int thread) {
      List<Integer> stolen = new ArrayList<>();
      int count = queue.size() - queue.size() / 2;
      for (int i = 0; i < count; i++) {
        stolen.add(queue.remove());
      }
      return count == 0 ? List.of(Numbered.NONE) : stolen;
    }

    public boolean isEmpty() {
      return queue.isEmpty();
    }
  }
}
