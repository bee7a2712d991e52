package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The place of the task that a worker runs next, with the worker and a thief. */
public final class SlotStress {
  private SlotStress() {}

  /** Takes what is there; returns how many tasks that were. */
  private static int takeNext(Slot slot) {
    Task<?> next = slot.remove();
    return next != null && next.take(slot.ticket()) ? 1 : 0;
  }

  /** One task, which the worker or the thief gets. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the worker's")
  @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the thief's")
  public static class RemoveOrSteal {
    private final Slot slot = new Slot();

    public RemoveOrSteal() {
      slot.put(Stress.task());
    }

    @Actor
    public void removes(ZZ_Result result) {
      result.r1 = takeNext(slot) == 1;
    }

    @Actor
    public void steals(ZZ_Result result) {
      result.r2 = slot.steal() != null;
    }
  }

  /** One that the worker takes out and puts back, so that it lies there with two tickets. */
  @JCStressTest
  @State
  @Outcome(
      id = {"2, 0", "1, 1", "0, 1"},
      expect = Expect.ACCEPTABLE)
  public static class PutBackAndSteal {
    private final Slot slot = new Slot();
    private final Task<?> task = Stress.task();

    public PutBackAndSteal() {
      slot.put(task);
    }

    @Actor
    public void worker(II_Result result) {
      int taken = takeNext(slot);
      if (taken == 1) {
        slot.put(task);
        taken += takeNext(slot);
      }
      result.r1 = taken;
    }

    @Actor
    public void steals(II_Result result) {
      result.r2 = slot.steal() != null ? 1 : 0;
    }
  }

  /** One that another one pushes out, while a thief takes one of the two. */
  @JCStressTest
  @State
  @Outcome(
      id = {"2, 0", "1, 1"},
      expect = Expect.ACCEPTABLE)
  public static class PushOutAndSteal {
    private final Slot slot = new Slot();

    public PushOutAndSteal() {
      slot.put(Stress.task());
    }

    @Actor
    public void worker(II_Result result) {
      int taken = slot.put(Stress.task()) != null ? 1 : 0;
      result.r1 = taken + takeNext(slot);
    }

    @Actor
    public void steals(II_Result result) {
      result.r2 = slot.steal() != null ? 1 : 0;
    }
  }
}
