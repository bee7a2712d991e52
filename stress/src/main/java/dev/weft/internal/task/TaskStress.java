package dev.weft.internal.task;

import dev.weft.Future;
import dev.weft.internal.testing.Flag;
import dev.weft.internal.testing.StubScheduler;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The state of a task. */
public final class TaskStress {
  private static final String SITE = "Stress\ntask\n\n-1";

  private TaskStress() {}

  private static Task<Integer> idle(StubScheduler scheduler, Future<Integer> body) {
    Task<Integer> task = Task.spawn(scheduler, body, SITE);
    StubScheduler.run(task);
    return task;
  }

  /** A wake-up while the task runs is not lost, and what was written before it is seen. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class WakeWhileRunning {
    private final StubScheduler scheduler = new StubScheduler();
    private final Flag flag = new Flag();
    private final Task<Integer> task = Task.spawn(scheduler, flag, SITE);

    @Actor
    public void wakes() {
      flag.set();
      task.wake();
    }

    @Actor
    public void runs() {
      StubScheduler.run(task);
    }

    @Arbiter
    public void ends(Z_Result result) {
      scheduler.runQueued(task);
      result.r1 = task.isFinished();
    }
  }

  /** However many wake a task, it is queued once. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE)
  public static class TwoWakes {
    private final StubScheduler scheduler = new StubScheduler();
    private final Task<Integer> task = idle(scheduler, new Flag());

    @Actor
    public void first() {
      task.wake();
    }

    @Actor
    public void second() {
      task.wake();
    }

    @Arbiter
    public void count(I_Result result) {
      result.r1 = scheduler.queued();
    }
  }

  /** A task that is aborted while it ends does one of the two, once. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE)
  public static class AbortAndEnd {
    private final StubScheduler scheduler = new StubScheduler();
    private final Flag flag = new Flag();
    private final Task<Integer> task = Task.spawn(scheduler, flag, SITE);

    public AbortAndEnd() {
      flag.set();
    }

    @Actor
    public void aborts() {
      task.abort();
    }

    @Actor
    public void runs() {
      StubScheduler.run(task);
    }

    @Arbiter
    public void ends(ZI_Result result) {
      scheduler.runQueued(task);
      result.r1 = task.isFinished();
      result.r2 = scheduler.ended();
    }
  }

  /** A closing runtime that drops a task which runs or is woken ends it once, and not under it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "dropped before it was woken")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "queued, too, before it was dropped")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it ran; whoever queues it drops it")
  public static class DropAndWake {
    private final StubScheduler scheduler = new StubScheduler();
    private final Task<Integer> task = idle(scheduler, new Flag());

    @Actor
    public void drops() {
      task.drop("closed");
    }

    @Actor
    public void wakes() {
      task.wake();
      StubScheduler.run(task);
    }

    @Arbiter
    public void ends(II_Result result) {
      result.r1 = scheduler.ended();
      result.r2 = scheduler.queued();
    }
  }

  /** Who awaits a task that is ending gets its value, now or woken. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class JoinAndEnd {
    private final StubScheduler scheduler = new StubScheduler();
    private final StubScheduler joiners = new StubScheduler();
    private final Flag flag = new Flag();
    private final Task<Integer> task = Task.spawn(scheduler, flag, SITE);
    private final Task<Integer> joiner = Task.spawn(joiners, task, SITE);

    public JoinAndEnd() {
      flag.set();
    }

    @Actor
    public void ends() {
      StubScheduler.run(task);
    }

    @Actor
    public void joins() {
      StubScheduler.run(joiner);
    }

    @Arbiter
    public void both(Z_Result result) {
      joiners.runQueued(joiner);
      result.r1 = joiner.isFinished();
    }
  }
}
