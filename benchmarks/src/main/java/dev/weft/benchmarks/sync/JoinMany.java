package dev.weft.benchmarks.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A hundred times, one after the other, so many futures side by side, each of which lets others run
 * once; the time is that of one such join.
 */
@OperationsPerInvocation(JoinMany.TIMES)
public class JoinMany extends Contest {
  static final int TIMES = 100;

  /** How many futures. */
  @Param({"2", "8", "1000"})
  int futures;

  private final Scheduler reactorThread = Schedulers.newSingle("reactor");

  /** Ends Reactor's thread. */
  @TearDown
  public void dispose() {
    reactorThread.dispose();
  }

  @Async
  private static Future<Integer> number(int n) {
    await(yieldNow());
    return ready(n);
  }

  @Async
  private static Future<Void> joins(int futures) {
    for (int i = 0; i < TIMES; i++) {
      List<Future<Integer>> all = new ArrayList<>(futures);
      for (int n = 0; n < futures; n++) {
        all.add(number(n));
      }
      check(await(join(all)).size(), futures);
    }
    return ready();
  }

  @Benchmark
  public Object weft() {
    return root(twoWorkers, joins(futures));
  }

  @Benchmark
  public Object weftOneThread() {
    return root(oneThread, joins(futures));
  }

  @Benchmark
  public void kotlin() {
    kotlinWorkers.join(futures, TIMES);
  }

  @Benchmark
  public void kotlinOneThread() {
    kotlinThread.join(futures, TIMES);
  }

  /** Each number goes through the scheduler's queue once. */
  @Benchmark
  public @Nullable Object reactorOneThread() {
    return Flux.range(0, TIMES).concatMap(i -> zip()).then().block();
  }

  private Mono<Integer> zip() {
    List<Mono<Integer>> all = new ArrayList<>(futures);
    for (int n = 0; n < futures; n++) {
      all.add(Mono.just(n).publishOn(reactorThread));
    }
    return Mono.zip(all, values -> Arrays.asList(values).size());
  }
}
