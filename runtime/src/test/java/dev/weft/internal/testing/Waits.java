package dev.weft.internal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits of test threads for what must happen; bounded only so that a broken build ends. */
public final class Waits {
  private static final long PATIENCE_SECONDS = 60;

  private Waits() {}

  public static void await(CountDownLatch latch) {
    try {
      boolean done = latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(done).as("latch, still at %s", latch.getCount()).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      assertThat(thread.isAlive()).as("%s is alive", thread).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for a condition that nothing announces. */
  @SuppressWarnings("ThreadPriorityCheck") // lets the thread run that makes it true
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      Thread.yield();
    }
  }

  /** Starts a daemon thread. */
  public static Thread start(Runnable body) {
    Thread thread = new Thread(body, "test-thread");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
