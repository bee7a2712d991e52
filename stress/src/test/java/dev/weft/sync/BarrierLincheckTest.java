package dev.weft.sync;

import dev.weft.internal.testing.Lincheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a barrier is linearizable to a set of those who wait, which is emptied by the last
 * one, poll by poll; who waits no longer has been woken in the end.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class BarrierLincheckTest {
  private static final int PARTIES = 3;

  private final Barrier barrier = new Barrier(PARTIES);
  private final List<Asking<Boolean>> asking =
      Stream.generate(Asking<Boolean>::new).limit(Lincheck.THREADS).toList();

  @Operation
  public String arrive(@Param(name = "thread") int thread) {
    return asking.get(thread).poll(barrier::arrive).toString();
  }

  @Operation
  public void cancel(@Param(name = "thread") int thread) {
    asking.get(thread).cancel();
  }

  @Operation
  public int waiting() {
    return barrier.waiting();
  }

  @Validate
  public void whoWaitsNoLongerIsWoken() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      asking.get(i).check(i);
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(BarrierLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(BarrierLincheckTest.class, Specification.class, 3);
  }

  /** Who waits, and who waits no longer but doesn't know. */
  public static final class Specification {
    private final List<Integer> waiting = new ArrayList<>();
    private final List<Integer> released = new ArrayList<>();

    public String arrive(int thread) {
      if (released.remove((Integer) thread)) {
        return "false";
      }
      if (!waiting.contains(thread)) {
        waiting.add(thread);
      }
      if (waiting.size() < PARTIES) {
        return Asking.WAITS;
      }
      waiting.remove((Integer) thread);
      released.addAll(waiting);
      waiting.clear();
      return "true";
    }

    public void cancel(int thread) {
      waiting.remove((Integer) thread);
      released.remove((Integer) thread);
    }

    public int waiting() {
      return waiting.size();
    }
  }
}
