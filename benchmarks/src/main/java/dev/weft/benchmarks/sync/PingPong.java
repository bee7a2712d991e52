package dev.weft.benchmarks.sync;

import dev.weft.sync.ClosedException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A thousand pairs of tasks at once, each of which sends a ping and a pong through a oneshot
 * channel of its own; the time is that of one pair.
 */
@OperationsPerInvocation(PingPong.PAIRS * PingPong.TIMES)
public class PingPong extends Contest {
  static final int PAIRS = 1_000;
  static final int TIMES = 20;

  @Benchmark
  public Object weft() throws ClosedException {
    return root(twoWorkers, WeftChannels.pingPong(PAIRS, TIMES));
  }

  @Benchmark
  public Object weftOneThread() throws ClosedException {
    return root(oneThread, WeftChannels.pingPong(PAIRS, TIMES));
  }

  @Benchmark
  public void kotlin() {
    kotlinWorkers.pingPong(PAIRS, TIMES);
  }

  @Benchmark
  public void kotlinOneThread() {
    kotlinThread.pingPong(PAIRS, TIMES);
  }

  @Benchmark
  public void virtualThreads() {
    VirtualThreads.root(() -> ThreadChannels.pingPong(PAIRS, TIMES));
  }
}
