package dev.weft.benchmarks.sync;

import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Six tasks take a permit and give it back; the time is that of once. */
@OperationsPerInvocation(SemaphoreSix.TASKS * SemaphoreSix.EACH)
public class SemaphoreSix extends Contest {
  static final int TASKS = 6;
  static final int EACH = 20_000;

  @Param({"1", "10"})
  private int permits;

  @Benchmark
  public Object weft() {
    return root(twoWorkers, WeftLocks.semaphore(TASKS, EACH, permits));
  }

  @Benchmark
  public Object weftOneThread() {
    return root(oneThread, WeftLocks.semaphore(TASKS, EACH, permits));
  }

  @Benchmark
  public void kotlin() {
    kotlinWorkers.semaphore(TASKS, EACH, permits);
  }

  @Benchmark
  public void kotlinOneThread() {
    kotlinThread.semaphore(TASKS, EACH, permits);
  }

  /** Not fair, as a semaphore of the JDK is not by itself. */
  @Benchmark
  public void virtualThreads() {
    VirtualThreads.root(() -> ThreadLocks.semaphore(new Semaphore(permits), TASKS, EACH));
  }

  /** Fair, as all semaphores of the other sides are. */
  @Benchmark
  public void virtualThreadsFair() {
    VirtualThreads.root(() -> ThreadLocks.semaphore(new Semaphore(permits, true), TASKS, EACH));
  }
}
