package dev.weft.internal.scheduler;

import dev.weft.internal.scheduler.OwnedTasks.Phase;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The list of live tasks of a runtime that is closing. */
public final class OwnedTasksStress {
  private OwnedTasksStress() {}

  /** A task is found by the walk after the phase was set, or was added by somebody who knew. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the task is overlooked")
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class AddAndWalk {
    private final OwnedTasks owned = new OwnedTasks();
    private final Task<?> task = new StubScheduler().newTask();
    private boolean found;

    @Actor
    public void adds(ZZ_Result result) {
      result.r1 = owned.add(task) != Phase.OPEN;
    }

    @Actor
    public void walks(ZZ_Result result) {
      owned.advance(Phase.OPEN, Phase.CLOSING);
      owned.forEach(each -> found = true);
      result.r2 = found;
    }
  }

  /** A task that spawns another one and ends doesn't leave an empty list behind. */
  @JCStressTest
  @State
  @Outcome(id = "false", expect = Expect.ACCEPTABLE)
  @Outcome(id = "true", expect = Expect.FORBIDDEN, desc = "the child is overlooked")
  public static class ChildAndLook {
    private final OwnedTasks owned = new OwnedTasks();
    private final Task<?> child;
    private final Task<?> parent;

    /** Neighbours are in different lists, and mostly the first one's is looked at first. */
    public ChildAndLook() {
      StubScheduler scheduler = new StubScheduler();
      Task<?> first = scheduler.newTask();
      Task<?> second = scheduler.newTask();
      child = first;
      parent = second;
      owned.add(parent);
    }

    @Actor
    public void spawnsAndEnds() {
      owned.add(child);
      owned.remove(parent);
    }

    @Actor
    public void looks(Z_Result result) {
      result.r1 = owned.isEmpty();
    }
  }
}
