package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.benchmarks.kotlin.Failures;
import dev.weft.benchmarks.kotlin.Parking;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A recursion 100 deep whose innermost call throws and whose outermost caller catches; the time is
 * that of one level and includes the making of the exception.
 */
@OperationsPerInvocation(FailureChain.DEPTH)
public class FailureChain extends CostPerCall {
  static final int DEPTH = 100;

  private final Pause pause = new Pause();
  private final Parking parking = new Parking();
  private int depth = DEPTH;

  /** What the innermost call throws. */
  static final class Wanted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Calls of plain methods. */
  @Benchmark
  public int plain() {
    try {
      return plain(depth);
    } catch (Wanted e) {
      return 0;
    }
  }

  private static Integer plain(int n) {
    if (n > 0) {
      return plain(n - 1) + 1;
    }
    throw new Wanted();
  }

  /** Awaits of calls whose target is certain. */
  @Benchmark
  public @Nullable Object fused() {
    return strand.run(caught(depth));
  }

  @Async
  private static Future<Integer> caught(int n) {
    try {
      return ready(await(fused(n)));
    } catch (Wanted e) {
      return ready(0);
    }
  }

  @Async
  private static Future<Integer> fused(int n) {
    if (n > 0) {
      return ready(await(fused(n - 1)) + 1);
    }
    throw new Wanted();
  }

  /** The same once everything was suspended: the exception goes from frame to frame. */
  @Benchmark
  public @Nullable Object suspended() {
    return strand.run(caughtLater(depth, pause));
  }

  @Async
  private static Future<Integer> caughtLater(int n, Pause pause) {
    try {
      return ready(await(suspended(n, pause)));
    } catch (Wanted e) {
      return ready(0);
    }
  }

  @Async
  private static Future<Integer> suspended(int n, Pause pause) {
    if (n > 0) {
      return ready(await(suspended(n - 1, pause)) + 1);
    }
    await(pause);
    throw new Wanted();
  }

  /** Kotlin's suspend functions. */
  @Benchmark
  public @Nullable Object kotlin() {
    return Failures.caught(depth, end);
  }

  /** Kotlin's suspend functions once everything was suspended. */
  @Benchmark
  public @Nullable Object kotlinSuspended() {
    return parking.resumed(Failures.caughtLater(depth, parking, end), end);
  }
}
