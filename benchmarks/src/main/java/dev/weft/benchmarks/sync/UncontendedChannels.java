package dev.weft.benchmarks.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.benchmarks.CostPerCall;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Oneshot;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What channels cost where nobody waits; the time is that of one value, sent and received. Beside
 * each is what its lazy future, or the making of the channel, costs alone.
 */
@OperationsPerInvocation(UncontendedChannels.TIMES)
public class UncontendedChannels extends CostPerCall {
  static final int TIMES = 1000;

  private final Mpsc.Channel<String> mpsc = Mpsc.channel(100);
  private int times = TIMES;

  /** Ends the sender. */
  @TearDown
  public void close() {
    mpsc.tx().close();
  }

  @Benchmark
  public @Nullable Object mpscSend() throws ClosedException {
    return strand.run(sends(mpsc, times));
  }

  @Async
  private static Future<Integer> sends(Mpsc.Channel<String> mpsc, int times)
      throws ClosedException {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      await(mpsc.tx().send("value"));
      String value = await(mpsc.rx().recv());
      sum += value == null ? 0 : value.length();
    }
    return ready(sum);
  }

  @Benchmark
  public void mpscSendFuture(Blackhole sink) throws ClosedException {
    for (int i = 0; i < times; i++) {
      sink.consume(mpsc.tx().send("value"));
    }
  }

  @Benchmark
  public int mpscTrySend() {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      mpsc.tx().trySend("value");
      String value = mpsc.rx().tryRecv();
      sum += value == null ? 0 : value.length();
    }
    return sum;
  }

  @Benchmark
  public @Nullable Object oneshot() throws ClosedException {
    return strand.run(oneshots(times));
  }

  @Async
  private static Future<Integer> oneshots(int times) throws ClosedException {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      Oneshot.Channel<String> channel = Oneshot.channel();
      channel.tx().send("value");
      sum += await(channel.rx().recv()).length();
    }
    return ready(sum);
  }

  @Benchmark
  public void oneshotChannel(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(Oneshot.<String>channel());
    }
  }
}
