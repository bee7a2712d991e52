package dev.weft.internal.scheduler;

import dev.weft.internal.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: the injector is linearizable to a queue, its size too.
 *
 * <p>{@code tryPop} isn't, and isn't tried here: it gives up where another consumer is at work.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class InjectorLincheckTest {
  private final Numbered tasks = new Numbered();
  private final Injector injector = new Injector();

  @Operation
  public void push(@Param(name = "thread") int thread) {
    injector.push(tasks.next(thread));
  }

  @Operation
  public int take() {
    return tasks.number(injector.take(1, 1));
  }

  @Operation
  public boolean isEmpty() {
    return injector.isEmpty();
  }

  @Operation
  public int size() {
    return injector.size();
  }

  @Test
  void modelChecked() {
    Lincheck.model(InjectorLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(InjectorLincheckTest.class, Specification.class, 3);
  }

  /** A queue of numbers. */
  public static final class Specification {
    private final int[] pushed = new int[Lincheck.THREADS];
    private final Queue<Integer> queue = new ArrayDeque<>();

    public void push(int thread) {
      queue.add(Numbered.number(thread, pushed[thread]++));
    }

    public int take() {
      Integer number = queue.poll();
      return number == null ? Numbered.NONE : number;
    }

    public boolean isEmpty() {
      return queue.isEmpty();
    }

    public int size() {
      return queue.size();
    }
  }
}
