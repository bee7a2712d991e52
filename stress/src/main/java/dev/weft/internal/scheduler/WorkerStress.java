package dev.weft.internal.scheduler;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Workers that fall asleep while tasks come from two threads. */
public final class WorkerStress {
  private static final AsyncRuntime RUNTIME = AsyncRuntime.multiThread().workerThreads(2).build();
  private static final long TOO_LONG = TimeUnit.SECONDS.toNanos(2);

  private WorkerStress() {}

  /** Whether a new task ends soon, without anybody who wakes workers for others. */
  private static boolean runs() {
    JoinHandle<Void> task = RUNTIME.spawn(Weft.ready());
    long end = System.nanoTime() + TOO_LONG;
    while (!task.isFinished() && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    return task.isFinished();
  }

  /** No task is left lying, whoever falls asleep or is woken meanwhile. */
  @JCStressTest
  @State
  @Outcome(id = "true, true", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "a task is left lying")
  public static class SpawnAndSpawn {
    @Actor
    public void spawns(ZZ_Result result) {
      result.r1 = runs();
    }

    @Actor
    public void spawnsToo(ZZ_Result result) {
      result.r2 = runs();
    }
  }
}
