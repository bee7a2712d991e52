package dev.weft.benchmarks.sync;

import dev.weft.sync.ClosedException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Five producers send through one channel that holds 100 values; the time is that of one value. */
@OperationsPerInvocation(MpscFive.PRODUCERS * MpscFive.EACH)
public class MpscFive extends Contest {
  static final int PRODUCERS = 5;
  static final int EACH = 20_000;
  private static final int CAPACITY = 100;

  @Benchmark
  public Object weft() throws ClosedException {
    return root(twoWorkers, WeftChannels.mpsc(PRODUCERS, EACH, CAPACITY));
  }

  @Benchmark
  public Object weftOneThread() throws ClosedException {
    return root(oneThread, WeftChannels.mpsc(PRODUCERS, EACH, CAPACITY));
  }

  @Benchmark
  public void kotlin() {
    kotlinWorkers.mpsc(PRODUCERS, EACH, CAPACITY);
  }

  @Benchmark
  public void kotlinOneThread() {
    kotlinThread.mpsc(PRODUCERS, EACH, CAPACITY);
  }

  @Benchmark
  public void virtualThreads() {
    VirtualThreads.root(() -> ThreadChannels.mpsc(PRODUCERS, EACH, CAPACITY));
  }
}
