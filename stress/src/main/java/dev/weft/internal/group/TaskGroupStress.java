package dev.weft.internal.group;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Flag;
import dev.weft.internal.testing.StubScheduler;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A group of tasks that end. */
public final class TaskGroupStress {
  private TaskGroupStress() {}

  /** Who waits for an end that is just coming is told, or woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "came too late and knows it")
  public static class EndAndWait {
    private final TaskGroup<Integer> group = new TaskGroup<>();
    private final Task<?> task = new StubScheduler().newTask();
    private final CountingStrand strand = new CountingStrand();

    public EndAndWait() {
      group.add(group.member(0, task));
    }

    @Actor
    public void ends() {
      StubScheduler.run(task);
    }

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = group.awaitNext(strand);
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** A task gets into a group, or the group is over. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "it is in")
  @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "it came too late")
  public static class AddAndOver {
    private final TaskGroup<Integer> group = new TaskGroup<>();
    private final TaskGroup.Member<Integer> member = group.member(0, new StubScheduler().newTask());

    @Actor
    public void adds(ZZ_Result result) {
      result.r1 = group.add(member);
    }

    @Actor
    public void isOver(ZZ_Result result) {
      result.r2 = group.end();
    }
  }

  /** A task that is added while the group is closed is aborted, by one or the other. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class AddAndClose {
    private final StubScheduler scheduler = new StubScheduler();
    private final TaskGroup<Integer> group = new TaskGroup<>();
    private final Task<?> task = Task.spawn(scheduler, new Flag(), "Stress\ntask\n\n-1");
    private final TaskGroup.Member<Integer> member = group.member(0, task);

    @Actor
    public void adds() {
      group.add(member);
    }

    @Actor
    public void closes() {
      group.close("closed");
    }

    @Arbiter
    public void ends(Z_Result result) {
      StubScheduler.run(task);
      result.r1 = task.isFinished();
    }
  }

  /** The member that ends while it is added comes out once. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class AddAndEnd {
    private final TaskGroup<Integer> group = new TaskGroup<>();
    private final Task<?> task = new StubScheduler().newTask();

    @Actor
    public void adds() {
      group.add(group.member(0, task));
    }

    @Actor
    public void ends() {
      StubScheduler.run(task);
    }

    @Arbiter
    public void count(I_Result result) {
      while (group.takeEnded() != null) {
        result.r1++;
      }
    }
  }
}
