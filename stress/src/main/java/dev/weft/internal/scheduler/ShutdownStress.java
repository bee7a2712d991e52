package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.Flag;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A runtime that is closed while its tasks come and go. */
public final class ShutdownStress {
  private ShutdownStress() {}

  private static void close(RuntimeScheduler scheduler) {
    scheduler.beginClose();
    scheduler.finishClose(System.nanoTime());
  }

  /** A task that is spawned while its runtime closes ends. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class SpawnAndClose {
    private final CurrentThread scheduler = new CurrentThread(Stress.settings());
    private @Nullable Task<?> task;

    @Actor
    public void spawns() {
      task = Task.spawn(scheduler, new Flag(), Stress.SITE);
    }

    @Actor
    public void closes() {
      close(scheduler);
    }

    @Arbiter
    public void ends(Z_Result result) {
      result.r1 = Objects.requireNonNull(task).isFinished();
    }
  }

  /** A task that can't be dropped, since it runs, is dropped by the thread that lets go of it. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class RunAndClose {
    private final AtomicReference<@Nullable Runnable> run = new AtomicReference<>();
    private final OnExecutor scheduler =
        new OnExecutor(Stress.settings(), run::set, (nanos, action) -> {});
    private final Task<?> task = Task.spawn(scheduler, new Flag(), Stress.SITE);

    @Actor
    public void runs() {
      Objects.requireNonNull(run.getAndSet(null)).run();
    }

    @Actor
    public void closes() {
      close(scheduler);
    }

    @Arbiter
    public void ends(Z_Result result) {
      result.r1 = task.isFinished();
    }
  }
}
