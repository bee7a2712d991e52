package dev.weft.benchmarks.sync;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * One task changes a value that a thousand watch, and all of them have seen it before it goes on;
 * the time is that of one change seen by one of them.
 */
@OperationsPerInvocation(WatchThousand.READERS * WatchThousand.CHANGES)
public class WatchThousand extends Contest {
  static final int READERS = 1_000;
  static final int CHANGES = 100;

  @Benchmark
  public Object weft() {
    return root(twoWorkers, WeftBroadcast.watch(READERS, CHANGES));
  }

  @Benchmark
  public Object weftOneThread() {
    return root(oneThread, WeftBroadcast.watch(READERS, CHANGES));
  }

  /** Through a state flow. */
  @Benchmark
  public void kotlin() {
    kotlinWorkers.watch(READERS, CHANGES);
  }

  /** Through a state flow. */
  @Benchmark
  public void kotlinOneThread() {
    kotlinThread.watch(READERS, CHANGES);
  }

  /** Through a lock and its condition. */
  @Benchmark
  public void virtualThreads() {
    VirtualThreads.root(() -> ThreadBroadcast.watch(READERS, CHANGES));
  }
}
