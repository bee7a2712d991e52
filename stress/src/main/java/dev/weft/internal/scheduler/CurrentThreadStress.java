package dev.weft.internal.scheduler;

import dev.weft.Future;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.Flag;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Yields;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Threads that are inside of {@code blockOn} on a scheduler without threads. */
public final class CurrentThreadStress {
  /** So long nobody sleeps unless a wake-up is lost: the other thread has little to do. */
  private static final long TOO_LONG = TimeUnit.SECONDS.toNanos(2);

  private CurrentThreadStress() {}

  /** What is added while the driver falls asleep wakes it. */
  @JCStressTest
  @State
  @Outcome(id = "false", expect = Expect.ACCEPTABLE)
  @Outcome(id = "true", expect = Expect.FORBIDDEN, desc = "the driver has overslept")
  public static class AddAndSleep {
    private final CurrentThread scheduler = new CurrentThread(Stress.settings());
    private boolean done;
    private @Nullable Driving driving;

    @Actor
    public void adds() {
      Task.spawn(scheduler, new Value<>(this::run), Stress.SITE);
    }

    @Actor
    public void drives(Z_Result result) {
      Driving goal = new Driving();
      driving = goal;
      scheduler.participate(goal);
      result.r1 = goal.overslept;
    }

    /** By the driver. */
    private boolean run() {
      done = true;
      Objects.requireNonNull(driving).parker.unpark();
      return true;
    }

    /** Until the task has run. */
    private final class Driving implements Goal {
      private final Parker parker = new Parker(Thread.currentThread());
      private long asleepSince = System.nanoTime();
      private boolean overslept;

      @Override
      public boolean reached() {
        overslept |= System.nanoTime() - asleepSince >= TOO_LONG;
        return done;
      }

      @Override
      public long patience() {
        asleepSince = System.nanoTime();
        return TOO_LONG;
      }

      @Override
      public Parker parker() {
        return parker;
      }
    }
  }

  /** A driver that leaves while another thread falls asleep leaves the role to that one. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  @Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "nobody drives")
  public static class LeaveAndSleep {
    private final CurrentThread scheduler = new CurrentThread(Stress.settings());
    private final Flag flag = new Flag();
    private final Task<?> task = Task.spawn(scheduler, flag, Stress.SITE);
    private volatile boolean joined;

    /** Drives for a while, leaves, and only then has the task end that the other one awaits. */
    @Actor
    public void leaves(Z_Result result) {
      blockOn(new Yields(1));
      flag.set();
      task.wake();
      long end = System.nanoTime() + TOO_LONG;
      while (!joined && System.nanoTime() - end < 0) {
        Thread.onSpinWait();
      }
      result.r1 = joined;
      blockOn(task);
    }

    @Actor
    public void joins() {
      blockOn(task);
      joined = true;
    }

    private void blockOn(Future<?> future) {
      try {
        scheduler.blockOn(future);
      } catch (Throwable t) {
        throw new AssertionError(t);
      }
    }
  }
}
