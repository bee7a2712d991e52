package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.benchmarks.kotlin.Calls;
import dev.weft.benchmarks.kotlin.OpenCalls;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A recursion 100 deep in which nothing suspends; the time is that of one call. */
@OperationsPerInvocation(CallChain.DEPTH)
public class CallChain extends CostPerCall {
  static final int DEPTH = 100;

  /** The result of the innermost call: from 0 on all results are cached, from 1000 on none is. */
  @Param({"0", "1000"})
  int base;

  private int depth = DEPTH;
  private final Callee callee = new Callee();
  private final OpenCalls openCalls = new OpenCalls();

  /** Primitive calls: what a program without async pays. */
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

  /** Awaits of calls whose target is certain: one body calls the other. */
  @Benchmark
  public @Nullable Object fused() {
    return strand.run(fused(depth, base));
  }

  @Async
  private static Future<Integer> fused(int n, int base) {
    return ready(n == 0 ? base : await(fused(n - 1, base)) + 1);
  }

  /** Awaits of methods that a subclass could override: each call makes a lazy future. */
  @Benchmark
  public @Nullable Object overridable() {
    return strand.run(callee.call(depth, base));
  }

  /** What a subclass may override. */
  static class Callee {
    @Async
    Future<Integer> call(int n, int base) {
      return ready(n == 0 ? base : await(call(n - 1, base)) + 1);
    }
  }

  /** Kotlin's suspend functions. */
  @Benchmark
  public @Nullable Object kotlin() {
    return Calls.chain(depth, base, end);
  }

  /** Kotlin's suspend functions that a subclass could override. */
  @Benchmark
  public @Nullable Object kotlinOverridable() {
    return openCalls.chain(depth, base, end);
  }
}
