package dev.weft.internal.scheduler;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
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
  private static final int PATIENCE = 1_000;

  private ShutdownStress() {}

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
      scheduler.beginClose();
      scheduler.finishClose(System.nanoTime());
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
        new OnExecutor(Stress.settings((nanos, action) -> {}), run::set);
    private final Task<?> task = Task.spawn(scheduler, new Holding(), Stress.SITE);

    /** So that it isn't aborted while it runs, which would have it run and dropped once more. */
    public RunAndClose() {
      scheduler.beginClose();
    }

    /** Keeps its thread, for a while, until all that can be dropped has been. */
    private final class Holding implements Future<Integer> {
      @Override
      public Object poll(Context context) {
        for (int i = 0; i < PATIENCE && !scheduler.isClosed(); i++) {
          Thread.onSpinWait();
        }
        for (int i = 0; i < PATIENCE / 10; i++) {
          Thread.onSpinWait();
        }
        return Poll.PENDING;
      }

      @Override
      public Object cancel(Context context) {
        return poll(context);
      }
    }

    @Actor
    public void runs() {
      Objects.requireNonNull(run.getAndSet(null)).run();
    }

    @Actor
    public void closes() {
      scheduler.finishClose(System.nanoTime());
    }

    @Arbiter
    public void ends(Z_Result result) {
      result.r1 = task.isFinished();
    }
  }
}
