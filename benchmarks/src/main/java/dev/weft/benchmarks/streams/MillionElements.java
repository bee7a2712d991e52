package dev.weft.benchmarks.streams;

import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.benchmarks.kotlin.Flows;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;

/**
 * A million elements that are there go through a map, a filter that lets every other one pass, and
 * a take, and are added up, on one thread; the time is that of one of the million.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MillionElements.COUNT)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-XX:+UseG1GC", "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class MillionElements {
  static final int COUNT = 1_000_000;

  private final AsyncRuntime runtime = AsyncRuntime.currentThread().build();
  private final List<Integer> elements = IntStream.range(0, COUNT).boxed().toList();
  private int limit = COUNT / 2;
  private long sum;

  /** Ends the runtime. */
  @TearDown
  public void close() {
    runtime.close();
  }

  private AsyncStream<Integer> stream() {
    return AsyncStream.from(elements).map(x -> x * 3).filter(x -> (x & 1) == 0).take(limit);
  }

  /** A loop over the elements. */
  @Benchmark
  public long weftEach() {
    return runtime.blockOn(sumOf(stream()));
  }

  @Async
  private static Future<Long> sumOf(AsyncStream<Integer> stream) {
    long all = 0;
    for (int x : each(stream)) {
      all += x;
    }
    return ready(all);
  }

  /** A lambda for each element. */
  @Benchmark
  public long weftForEach() {
    sum = 0;
    runtime.blockOn(stream().forEach(x -> sum += x));
    return sum;
  }

  /** Reactor's Flux. */
  @Benchmark
  public long reactor() {
    sum = 0;
    Flux.fromIterable(elements)
        .map(x -> x * 3)
        .filter(x -> (x & 1) == 0)
        .take(limit)
        .subscribe(x -> sum += x);
    return sum;
  }

  /** Kotlin's Flow. */
  @Benchmark
  public long kotlin() {
    return Flows.sum(elements, limit);
  }
}
