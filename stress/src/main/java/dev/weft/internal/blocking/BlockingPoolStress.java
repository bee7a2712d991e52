package dev.weft.internal.blocking;

import dev.weft.internal.environment.Environment;
import dev.weft.internal.environment.ThreadKind;
import dev.weft.internal.task.Hooks;
import dev.weft.internal.testing.StubScheduler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A pool with one thread that is given work. */
public final class BlockingPoolStress {
  private static final long TOO_LONG = TimeUnit.SECONDS.toNanos(5);

  private BlockingPoolStress() {}

  private static BlockingPool pool() {
    StubScheduler scheduler = new StubScheduler();
    Hooks hooks = Hooks.none(scheduler.failures());
    Environment environment = Environment.ofJvm(0, ThreadKind.PLATFORM);
    PoolSettings settings =
        new PoolSettings("stress", "stress", 1, Duration.ofNanos(1), environment, hooks);
    return new BlockingPool(scheduler, settings);
  }

  private static void awaitEnd(BlockingPool pool) {
    try {
      pool.awaitEnd(TOO_LONG);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts how it ends. */
  private static final class Work implements BlockingWork {
    final AtomicInteger ran = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();

    @Override
    public void run() {
      ran.incrementAndGet();
    }

    @Override
    public void drop() {
      dropped.incrementAndGet();
    }
  }

  /** Work that has to queue up while the pool is closed is dropped, once. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE)
  public static class QueueAndClose {
    private final BlockingPool pool = pool();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final Work work = new Work();

    public QueueAndClose() {
      pool.execute(this::holdThread);
    }

    private void holdThread() {
      try {
        busy.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Actor
    public void executes() {
      pool.execute(work);
    }

    @Actor
    public void closes() {
      pool.close();
    }

    @Arbiter
    public void ends(II_Result result) {
      busy.countDown();
      awaitEnd(pool);
      result.r1 = work.ran.get();
      result.r2 = work.dropped.get();
    }
  }

  /** Work that comes while the last thread leaves is run. */
  @JCStressTest
  @State
  @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE)
  public static class ExecuteAndLeave {
    private final BlockingPool pool = pool();
    private final Work work = new Work();

    @Actor
    public void executes() {
      pool.execute(work);
    }

    @Actor
    public void executesToo() {
      pool.execute(work);
    }

    @Arbiter
    public void ends(II_Result result) {
      long end = System.nanoTime() + TOO_LONG;
      while (work.ran.get() < 2 && System.nanoTime() - end < 0) {
        Thread.onSpinWait();
      }
      pool.close();
      result.r1 = work.ran.get();
      result.r2 = work.dropped.get();
    }
  }
}
