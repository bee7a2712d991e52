package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A recursion 100 deep in which nothing suspends; the time is that of one call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CallChain.DEPTH)
public class CallChain {
  static final int DEPTH = 100;

  /** The result of the innermost call: with 0 all results are cached Integers, with 1000 none. */
  @Param({"0", "1000"})
  int base;

  private int depth = DEPTH;
  private final BareStrand strand = new BareStrand();

  /** Primitive calls: what a language without async pays. */
  @Benchmark
  public int plainInt() {
    return plainInt(depth, base);
  }

  private static int plainInt(int n, int base) {
    return n == 0 ? base : plainInt(n - 1, base) + 1;
  }

  /** The same with boxed results, as generic futures have them. */
  @Benchmark
  public Integer plainBoxed() {
    return plainBoxed(depth, base);
  }

  private static Integer plainBoxed(int n, int base) {
    return n == 0 ? base : plainBoxed(n - 1, base) + 1;
  }

  /** Awaits of calls whose target is certain: the bodies call one another. */
  @Benchmark
  public @Nullable Object fused() {
    return strand.run(fused(depth, base));
  }

  @Async
  private static Future<Integer> fused(int n, int base) {
    return ready(n == 0 ? base : await(fused(n - 1, base)) + 1);
  }

  /** Kotlin's suspend functions. */
  @Benchmark
  public @Nullable Object kotlin() {
    return Suspending.chain(depth, base, end);
  }

  private final End end = new End();
}
