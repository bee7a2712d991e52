package dev.weft.benchmarks.peers;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.benchmarks.sync.WeftChannels;
import dev.weft.sync.ClosedException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The workloads of the side-by-side run under JMH, with the same sizes; each invocation is one root
 * task.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-XX:+UseG1GC", "-Xms4g", "-Xmx4g", "-Xmn512m"})
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class Workloads {
  private static final int TASKS = 200_000;
  private static final int PAIRS = 1_000;
  private static final int ROUNDS = 20;
  private static final int CHAINS = 20_000;
  private static final int DEPTH = 100;

  /** One runtime with two workers, one that runs on the calling thread. */
  @Param({"mt2", "ct"})
  private String flavor;

  private AsyncRuntime runtime;

  @Setup
  public void start() {
    runtime = Main.runtime(flavor);
  }

  @TearDown
  public void close() {
    runtime.close();
  }

  private Object root(Future<Void> work) {
    return runtime.blockOn(runtime.spawn(work).outcome());
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object spawnJoin() {
    return root(Tasks.spawnJoin(TASKS));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object yieldMany() {
    return root(Tasks.yieldMany(200, TASKS / 200));
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS * ROUNDS)
  public Object pingPong() throws ClosedException {
    return root(WeftChannels.pingPong(PAIRS, ROUNDS));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object chainedSpawn() {
    return root(Tasks.chainedSpawn(PAIRS, TASKS / PAIRS));
  }

  @Benchmark
  @OperationsPerInvocation(CHAINS * DEPTH)
  public Object callChain() {
    return root(Calls.chains(CHAINS, false));
  }

  @Benchmark
  @OperationsPerInvocation(CHAINS * DEPTH)
  public Object callChainYield() {
    return root(Calls.chains(CHAINS, true));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object timeoutReady() {
    return root(Tasks.timeoutReady(TASKS));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object timerChurn() {
    return root(Tasks.timerChurn(TASKS));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object sleepReset() {
    return root(Tasks.sleepReset(TASKS));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object intervalTick() {
    return root(Tasks.intervalTick(TASKS));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public Object selectLoop() {
    return root(Selects.loop(TASKS));
  }
}
