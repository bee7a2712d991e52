package dev.weft.internal.local;

import dev.weft.Weft;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Flag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A scheduler inside of a strand. */
public final class LocalSchedulerStress {
  private static final String SITE = "Stress\ntask\n\n-1";

  private LocalSchedulerStress() {}

  /** A task that is spawned while the driver looks is run by it, or has it woken. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the task is left lying")
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class SpawnAndDrive {
    private final LocalScheduler tasks = new LocalScheduler();
    private final Drive<Integer> drive = new Drive<>(tasks, new Flag());
    private final CountingStrand strand = new CountingStrand();
    private @Nullable Task<?> task;

    @Actor
    public void spawns() {
      task = Task.spawn(tasks, Weft.ready(), SITE);
    }

    @Actor
    public void drives() {
      strand.poll(drive);
    }

    @Arbiter
    public void ends(ZZ_Result result) {
      result.r1 = Objects.requireNonNull(task).isFinished();
      result.r2 = strand.wakes() > 0;
    }
  }

  /** A task that is spawned while the scheduler is closed is dropped. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class SpawnAndClose {
    private final LocalScheduler tasks = new LocalScheduler();
    private @Nullable Task<?> task;

    @Actor
    public void spawns() {
      task = Task.spawn(tasks, new Flag(), SITE);
    }

    @Actor
    public void closes() {
      tasks.close();
    }

    @Arbiter
    public void ends(Z_Result result) {
      result.r1 = Objects.requireNonNull(task).isFinished();
    }
  }
}
