package dev.weft.benchmarks.sync;

import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Eight tasks lock a mutex, add one and unlock it; the time is that of one addition. */
@OperationsPerInvocation(MutexEight.TASKS * MutexEight.EACH)
public class MutexEight extends Contest {
  static final int TASKS = 8;
  static final int EACH = 20_000;

  @Benchmark
  public Object weft() {
    return root(twoWorkers, WeftLocks.mutex(TASKS, EACH));
  }

  @Benchmark
  public Object weftOneThread() {
    return root(oneThread, WeftLocks.mutex(TASKS, EACH));
  }

  @Benchmark
  public void kotlin() {
    kotlinWorkers.mutex(TASKS, EACH);
  }

  @Benchmark
  public void kotlinOneThread() {
    kotlinThread.mutex(TASKS, EACH);
  }

  /** Not fair, as a lock of the JDK is not by itself. */
  @Benchmark
  public void virtualThreads() {
    VirtualThreads.root(() -> ThreadLocks.mutex(new ReentrantLock(), TASKS, EACH));
  }

  /** Fair, as all mutexes of the other sides are. */
  @Benchmark
  public void virtualThreadsFair() {
    VirtualThreads.root(() -> ThreadLocks.mutex(new ReentrantLock(true), TASKS, EACH));
  }
}
