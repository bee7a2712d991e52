package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.benchmarks.kotlin.Loops;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A loop around something that is always ready; the time is that of one iteration. */
@OperationsPerInvocation(ReadyLoop.TIMES)
public class ReadyLoop extends CostPerCall {
  static final int TIMES = 1000;

  private final Source source = new Source();
  private int times = TIMES;

  /** A step of a pseudo-random sequence: work that no compiler can leave out or do at once. */
  private static int mix(int x) {
    int y = x ^ (x << 13);
    y ^= y >>> 17;
    return y ^ (y << 5);
  }

  /** A leaf that is always ready. */
  private static final class Source implements Future<Integer> {
    private int state = 1;

    /** The next number. */
    Integer next() {
      state = mix(state);
      return state;
    }

    @Override
    public Object poll(Context context) {
      return next();
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Calls of a plain method. */
  @Benchmark
  public int plainCalls() {
    int x = 1;
    for (int i = 0; i < times; i++) {
      x = plainStep(x);
    }
    return x;
  }

  private static Integer plainStep(int x) {
    return mix(x);
  }

  /** Awaits of an async method whose target is certain. */
  @Benchmark
  public @Nullable Object fusedCalls() {
    return strand.run(fusedCalls(times));
  }

  @Async
  private static Future<Integer> fusedCalls(int times) {
    int x = 1;
    for (int i = 0; i < times; i++) {
      x = await(fusedStep(x));
    }
    return ready(x);
  }

  @Async
  private static Future<Integer> fusedStep(int x) {
    return ready(mix(x));
  }

  /** Awaits of futures that were made ready. */
  @Benchmark
  public @Nullable Object readyFutures() {
    return strand.run(readyFutures(times));
  }

  @Async
  private static Future<Integer> readyFutures(int times) {
    int x = 1;
    for (int i = 0; i < times; i++) {
      x = await(ready(mix(x)));
    }
    return ready(x);
  }

  /** Calls of an object. */
  @Benchmark
  public int plainSource() {
    int x = 0;
    for (int i = 0; i < times; i++) {
      x += source.next();
    }
    return x;
  }

  /** Awaits of a leaf future. */
  @Benchmark
  public @Nullable Object leaf() {
    return strand.run(leaf(source, times));
  }

  @Async
  private static Future<Integer> leaf(Source source, int times) {
    int x = 0;
    for (int i = 0; i < times; i++) {
      x += await(source);
    }
    return ready(x);
  }

  /** Kotlin's suspend functions. */
  @Benchmark
  public @Nullable Object kotlinCalls() {
    return Loops.readyCalls(times, end);
  }

  /** Kotlin's lowest leaf, which is always ready. */
  @Benchmark
  public @Nullable Object kotlinLeaf() {
    return Loops.readyLeaf(source::next, times, end);
  }
}
