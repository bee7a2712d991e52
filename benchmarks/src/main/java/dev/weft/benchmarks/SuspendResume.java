package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.benchmarks.kotlin.Parking;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A recursion whose innermost call suspends once: each call is made, suspended, resumed and ends.
 * The time is that of one level. In {@code loop} the same call suspends again and again; the time
 * is that of one suspension.
 */
public class SuspendResume extends CostPerCall {
  private static final int TIMES = 100;

  private final Pause pause = new Pause();
  private final Parking parking = new Parking();
  private int one = 1;
  private int ten = 10;
  private int hundred = 100;

  @Benchmark
  public @Nullable Object weft1() {
    return strand.run(chain(one, pause));
  }

  @Benchmark
  @OperationsPerInvocation(10)
  public @Nullable Object weft10() {
    return strand.run(chain(ten, pause));
  }

  @Benchmark
  @OperationsPerInvocation(100)
  public @Nullable Object weft100() {
    return strand.run(chain(hundred, pause));
  }

  @Async
  private static Future<Integer> chain(int n, Pause pause) {
    if (n == 1) {
      await(pause);
      return ready(1);
    }
    return ready(await(chain(n - 1, pause)) + 1);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public @Nullable Object weftLoop() {
    return strand.run(loop(TIMES, pause));
  }

  @Async
  private static Future<Integer> loop(int times, Pause pause) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      await(pause);
      sum += i;
    }
    return ready(sum);
  }

  @Benchmark
  public @Nullable Object kotlin1() {
    return parking.resumed(parking.chain(one, end), end);
  }

  @Benchmark
  @OperationsPerInvocation(10)
  public @Nullable Object kotlin10() {
    return parking.resumed(parking.chain(ten, end), end);
  }

  @Benchmark
  @OperationsPerInvocation(100)
  public @Nullable Object kotlin100() {
    return parking.resumed(parking.chain(hundred, end), end);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public @Nullable Object kotlinLoop() {
    return parking.resumed(parking.loop(TIMES, end), end);
  }
}
