package dev.weft.benchmarks.sync;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.benchmarks.kotlin.Contestant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How tasks that have to do with one another are measured: each invocation is one root task, on two
 * workers, or all on the calling thread; with Weft, with Kotlin's coroutines on the dispatcher or
 * the event loop that corresponds, and with virtual threads, which are there from JDK 21 on and
 * have two carriers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 2,
    jvmArgs = {
      "-XX:+UseG1GC",
      "-Xms2g",
      "-Xmx2g",
      "-Xmn512m",
      "-XX:+AlwaysPreTouch",
      "-Djdk.virtualThreadScheduler.parallelism=2",
      "-Djdk.virtualThreadScheduler.maxPoolSize=2",
      "-Dkotlinx.coroutines.scheduler.core.pool.size=2",
      "-Dkotlinx.coroutines.scheduler.max.pool.size=2"
    })
public abstract class Contest {
  final AsyncRuntime twoWorkers = AsyncRuntime.multiThread().workerThreads(2).build();
  final AsyncRuntime oneThread = AsyncRuntime.currentThread().build();
  final Contestant kotlinWorkers = Contestant.onTwoWorkers();
  final Contestant kotlinThread = Contestant.onOneThread();

  /** Ends the workers. */
  @TearDown
  public void close() {
    twoWorkers.close();
    oneThread.close();
  }

  /** Runs a round as one task. */
  static Object root(AsyncRuntime runtime, Future<Void> work) {
    return runtime.blockOn(runtime.spawn(work).outcome());
  }

  /** Nothing was lost on the way. */
  static void check(int seen, int expected) {
    if (seen != expected) {
      throw new AssertionError(seen + " in place of " + expected);
    }
  }
}
