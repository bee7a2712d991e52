package dev.weft.benchmarks.peers;

import static dev.weft.Weft.await;
import static dev.weft.Weft.interval;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.sync.Oneshot;
import dev.weft.time.Interval;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What is done with many tasks. */
@SuppressWarnings("FutureReturnValueIgnored") // detached tasks are what is measured
final class Tasks {
  private static final Duration LONG = Duration.ofSeconds(10);

  /** What keeps results from being optimised away. */
  static volatile long sink;

  private Tasks() {}

  @Async
  static Future<Void> spawnJoin(int count) {
    List<JoinHandle<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int value = i;
      tasks.add(spawn(() -> value));
    }
    long sum = 0;
    for (JoinHandle<Integer> task : tasks) {
      sum += await(task);
    }
    sink = sum;
    return ready();
  }

  @Async
  static Future<Void> yieldMany(int count, int yields) {
    List<JoinHandle<Void>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(spawn(yields(yields)));
    }
    return joinAll(tasks);
  }

  @Async
  private static Future<Void> yields(int count) {
    for (int i = 0; i < count; i++) {
      await(yieldNow());
    }
    return ready();
  }

  @Async
  private static Future<Void> joinAll(List<JoinHandle<Void>> tasks) {
    for (JoinHandle<Void> task : tasks) {
      await(task);
    }
    return ready();
  }

  @Async
  static Future<Void> chainedSpawn(int depth, int times) {
    for (int i = 0; i < times; i++) {
      Oneshot.Channel<Boolean> done = Oneshot.channel();
      spawnNext(depth, done.tx());
      await(done.rx());
    }
    return ready();
  }

  private static void spawnNext(int depth, Oneshot.Sender<Boolean> done) {
    if (depth == 0) {
      done.send(true);
    } else {
      spawn(() -> spawnNext(depth - 1, done));
    }
  }

  @Async
  static Future<Void> timeoutReady(int times) {
    try {
      for (int i = 0; i < times; i++) {
        sink = await(timeout(LONG, now(i)));
      }
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
    return ready();
  }

  @Async
  static Future<Void> timerChurn(int times) {
    for (int i = 0; i < times; i++) {
      await(new GivenUp(sleep(LONG)));
    }
    return ready();
  }

  @Async
  static Future<Void> sleepReset(int times) {
    await(new PutOff(sleep(LONG), times));
    return ready();
  }

  /** Of an interval that is always late and makes up for it. */
  @Async
  static Future<Void> intervalTick(int times) {
    Interval ticks = interval(Duration.ofNanos(1));
    for (int i = 0; i < times; i++) {
      await(ticks.tick());
    }
    return ready();
  }

  /** Waits for a sleep and gives up at once. */
  private record GivenUp(Sleep sleep) implements Future<Void> {
    @Override
    public @Nullable Object poll(Context context) {
      if (sleep.poll(context) == Poll.PENDING) {
        sleep.cancel(context);
      }
      return null;
    }

    @Override
    public @Nullable Object cancel(Context context) {
      return sleep.cancel(context);
    }
  }

  /** Waits for a sleep that is put off many times, as one is that limits how long others idle. */
  private record PutOff(Sleep sleep, int times) implements Future<Void> {
    @Override
    public @Nullable Object poll(Context context) {
      Object answer = sleep.poll(context);
      for (int i = 0; i < times; i++) {
        sleep.reset(LONG);
      }
      sleep.cancel(context);
      return answer == Poll.PENDING ? null : answer;
    }

    @Override
    public @Nullable Object cancel(Context context) {
      return sleep.cancel(context);
    }
  }

  @Async
  private static Future<Integer> now(int value) {
    return ready(value);
  }

  @Async
  static Future<Void> sleepers(int count) {
    List<JoinHandle<Void>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(spawn(sleep(Duration.ofMillis(1 + i % 1000))));
    }
    return joinAll(tasks);
  }

  /** Starts tasks that are suspended for ever, three calls deep. */
  @Async
  static Future<Void> idle(int count, AtomicInteger started) {
    for (int i = 0; i < count; i++) {
      spawn(outer(started));
    }
    return ready();
  }

  @Async
  private static Future<Integer> outer(AtomicInteger started) {
    return ready(1 + await(middle(started)));
  }

  @Async
  private static Future<Integer> middle(AtomicInteger started) {
    return ready(1 + await(inner(started)));
  }

  @Async
  private static Future<Integer> inner(AtomicInteger started) {
    started.incrementAndGet();
    await(pending());
    return ready(1);
  }
}
