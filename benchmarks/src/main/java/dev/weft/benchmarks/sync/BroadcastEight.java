package dev.weft.benchmarks.sync;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * One task sends 100 values at once to each of eight, which receive them all before it goes on; the
 * time is that of one value received by one of them.
 */
@OperationsPerInvocation(BroadcastEight.RECEIVERS * BroadcastEight.BATCHES * BroadcastEight.BATCH)
public class BroadcastEight extends Contest {
  static final int RECEIVERS = 8;
  static final int BATCHES = 200;
  static final int BATCH = 100;

  @Benchmark
  public Object weft() {
    return root(twoWorkers, WeftBroadcast.broadcast(RECEIVERS, BATCHES, BATCH));
  }

  @Benchmark
  public Object weftOneThread() {
    return root(oneThread, WeftBroadcast.broadcast(RECEIVERS, BATCHES, BATCH));
  }

  /** Through a shared flow. */
  @Benchmark
  public void kotlin() {
    kotlinWorkers.broadcast(RECEIVERS, BATCHES, BATCH);
  }

  /** Through a shared flow. */
  @Benchmark
  public void kotlinOneThread() {
    kotlinThread.broadcast(RECEIVERS, BATCHES, BATCH);
  }

  /** Through a queue for each receiver. */
  @Benchmark
  public void virtualThreads() {
    VirtualThreads.root(() -> ThreadBroadcast.broadcast(RECEIVERS, BATCHES, BATCH));
  }
}
