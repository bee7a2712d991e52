package dev.weft.benchmarks.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.benchmarks.CostPerCall;
import dev.weft.sync.Broadcast;
import dev.weft.sync.Watch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to tell one receiver that need not wait; the time is that of one value. Beside each
 * is what its future costs alone.
 */
@OperationsPerInvocation(UncontendedBroadcast.TIMES)
public class UncontendedBroadcast extends CostPerCall {
  static final int TIMES = 1000;

  private final Broadcast.Sender<String> broadcast = Broadcast.sender(16);
  private final Broadcast.Receiver<String> subscriber = broadcast.subscribe();
  private final Watch.Sender<String> watch = Watch.sender("value");
  private final Watch.Receiver<String> reader = watch.subscribe();
  private int times = TIMES;

  /** Ends the senders. */
  @TearDown
  public void close() {
    broadcast.close();
    watch.close();
  }

  @Benchmark
  public @Nullable Object broadcastSend() {
    return strand.run(sends(broadcast, subscriber, times));
  }

  @Async
  private static Future<Integer> sends(
      Broadcast.Sender<String> tx, Broadcast.Receiver<String> rx, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      tx.send("value");
      String value = await(rx.recv());
      sum += value == null ? 0 : value.length();
    }
    return ready(sum);
  }

  @Benchmark
  public void broadcastRecvFuture(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(subscriber.recv());
    }
  }

  @Benchmark
  public @Nullable Object watchChanged() {
    return strand.run(changes(watch, reader, times));
  }

  @Async
  private static Future<Integer> changes(
      Watch.Sender<String> tx, Watch.Receiver<String> rx, int times) {
    int seen = 0;
    for (int i = 0; i < times; i++) {
      tx.send("value");
      seen += await(rx.changed()) ? 1 : 0;
    }
    return ready(seen);
  }

  @Benchmark
  public void watchChangedFuture(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(reader.changed());
    }
  }

  @Benchmark
  public int watchBorrow() {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += reader.borrow().length();
    }
    return sum;
  }
}
