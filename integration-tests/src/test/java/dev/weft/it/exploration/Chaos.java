package dev.weft.it.exploration;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.timeout;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Schedule;
import dev.weft.Weft;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import dev.weft.sync.Notify;
import dev.weft.sync.Semaphore;
import dev.weft.task.LocalSet;
import dev.weft.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A program in which much goes on at the same time, and all of it leaves a line. */
@SuppressWarnings("try") // what counts is that it is held
final class Chaos {
  private static final int TASKS = 4;

  private final List<String> log = new ArrayList<>();
  private final Mutex<String> mutex = new Mutex<>("");
  private final Semaphore permits = new Semaphore(2);
  private final Notify notify = new Notify();
  private final Mpsc.Channel<String> channel = Mpsc.channel(2);
  private final LocalSet local = new LocalSet();

  private void note(String line) {
    log.add(TestClock.current().elapsed().toMillis() + " ms: " + line);
  }

  @Async
  private Future<Void> worker(int number) throws ClosedException {
    for (int i = 0; i < 3; i++) {
      await(sleep(Duration.ofMillis(number % 2)));
      try (var guard = await(mutex.lock())) {
        guard.set(guard.get() + number);
        note("worker " + number + " writes " + guard.get());
      }
      try (var permit = await(permits.acquire())) {
        await(channel.tx().send(number + "." + i));
        note("worker " + number + " has sent " + i);
      }
    }
    notify.notifyOne();
    return Weft.ready();
  }

  @Async
  private Future<Void> impatient() {
    for (int i = 0; i < 3; i++) {
      try {
        await(timeout(Duration.ofMillis(1), notify.notified()));
        note("notified");
      } catch (TimeoutException e) {
        note("not notified");
      } finally {
        await(Weft.yieldNow());
        note("cleaned up");
      }
    }
    return Weft.ready();
  }

  /** Is on a thread of its own, and takes turns with the tasks. */
  private int receive() {
    int received = 0;
    try {
      for (String value = channel.rx().blockingRecv();
          received < TASKS * 3 - 1;
          value = channel.rx().blockingRecv()) {
        received++;
        note("received " + value);
      }
    } catch (InterruptedException e) {
      note("interrupted");
    }
    return received;
  }

  @Async
  private Future<Void> inLocalSet() {
    List<JoinHandle<Void>> handles = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      handles.add(local.spawn(() -> note("local task " + number)));
    }
    await(join(handles));
    return Weft.ready();
  }

  @Async
  private Future<Void> run() throws ClosedException {
    JoinHandle<Integer> blocking = spawnBlocking(this::receive);
    List<JoinHandle<Void>> workers = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      workers.add(spawn(worker(i)));
    }
    JoinHandle<Void> left = spawn(Weft.<Void>pending());
    await(join(spawn(impatient()), local.runUntil(inLocalSet())));
    await(join(workers));
    note("blocking work has received " + await(blocking));
    left.abort();
    note("the task that was left: " + await(left.outcome()));
    return Weft.ready();
  }

  /** What a run has left. */
  static List<String> run(Schedule schedule) throws Exception {
    Chaos chaos = new Chaos();
    try (AsyncRuntime runtime = AsyncRuntime.deterministic(schedule).build();
        var tx = chaos.channel.tx()) {
      runtime.blockOn(chaos.run());
    }
    return chaos.log;
  }
}
