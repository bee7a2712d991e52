package dev.weft.internal.blocking;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Work for the blocking pool that starts while it is given up. */
public final class BlockingTaskStress {
  private BlockingTaskStress() {}

  /** A task of work that a thread of the pool has in its hands. */
  private static final class Started {
    private final AtomicReference<@Nullable Runnable> work = new AtomicReference<>();
    private final StubScheduler scheduler = new StubScheduler(work::set);
    private final Task<Integer> task;
    private volatile boolean ran;

    Started() {
      task = BlockingTask.create(scheduler, this::call, "Stress\nblocking\n\n-1");
      task.startHere();
    }

    private int call() {
      ran = true;
      return 1;
    }

    BlockingWork work() {
      return (BlockingWork) Objects.requireNonNull(work.get());
    }

    /** Whether it ran, whether its value has arrived, whether the task has ended. */
    void tell(ZZZ_Result result) {
      scheduler.runQueued(task);
      result.r1 = ran;
      result.r2 = task.isFinished() && task.ended() instanceof dev.weft.Outcome.Success;
      result.r3 = task.isFinished();
    }
  }

  /** Work that is aborted while it starts doesn't run, or its value arrives. */
  @JCStressTest
  @State
  @Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "it ran")
  @Outcome(id = "false, false, true", expect = Expect.ACCEPTABLE, desc = "it was given up")
  public static class RunAndAbort {
    private final Started started = new Started();

    @Actor
    public void runs() {
      started.work().run();
    }

    @Actor
    public void aborts() {
      started.task.abort();
      started.scheduler.runQueued(started.task);
    }

    @Arbiter
    public void ends(ZZZ_Result result) {
      started.tell(result);
    }
  }

  /** The same for a pool that is closed and drops the work. */
  @JCStressTest
  @State
  @Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "it ran")
  @Outcome(id = "false, false, true", expect = Expect.ACCEPTABLE, desc = "it was dropped")
  public static class RunAndDrop {
    private final Started started = new Started();

    @Actor
    public void runs() {
      started.work().run();
    }

    @Actor
    public void drops() {
      started.work().drop();
    }

    @Arbiter
    public void ends(ZZZ_Result result) {
      started.tell(result);
    }
  }
}
