package dev.weft.benchmarks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import dev.weft.task.TaskDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a dump of 10,000 tasks takes, which wait for different things. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-XX:+UseG1GC", "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class DumpTasks {
  private static final Duration LONG = Duration.ofHours(1);

  /** A time; a mutex that one of them holds; a channel of each one's own. */
  @Param({"sleep", "mutex", "channel"})
  public String waitFor = "";

  private final AsyncRuntime runtime = AsyncRuntime.multiThread().build();
  private final Mutex<String> mutex = new Mutex<>("");
  private final List<Mpsc.Sender<String>> senders = new ArrayList<>();

  /** Makes the tasks, and waits until all wait. */
  @Setup
  public void spawn() {
    for (int i = 0; i < 10_000; i++) {
      runtime.spawn(waiter());
    }
    while (dump().stream().anyMatch(task -> task.waitsFor() == null)) {
      Thread.onSpinWait();
    }
  }

  private Future<?> waiter() {
    return switch (waitFor) {
      case "sleep" -> outer();
      case "mutex" -> holder("a variable");
      default -> receiver();
    };
  }

  private Future<String> receiver() {
    Mpsc.Channel<String> channel = Mpsc.channel(1);
    senders.add(channel.tx());
    return receiver(channel.rx(), "a variable");
  }

  @Async
  private static Future<Void> outer() {
    await(inner());
    return ready();
  }

  @Async
  private static Future<Void> inner() {
    await(sleep(LONG));
    return ready();
  }

  @Async
  private Future<Integer> holder(String variable) {
    try (var guard = await(mutex.lock())) {
      await(sleep(LONG));
      return ready(variable.length() + guard.get().length());
    }
  }

  @Async
  private static Future<String> receiver(Mpsc.Receiver<String> rx, String variable) {
    return ready(await(rx.recv()) + variable);
  }

  /** Ends the runtime. */
  @TearDown
  public void close() {
    runtime.shutdownTimeout(Duration.ZERO);
  }

  /** Looks at all of them. */
  @Benchmark
  public List<TaskDump> dump() {
    return runtime.dumpTasks();
  }
}
