package dev.weft.benchmarks.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Mutex;
import dev.weft.sync.Semaphore;
import java.util.ArrayList;
import java.util.List;

/** Weft's tasks that contend for a mutex or for the permits of a semaphore. */
public final class WeftLocks {
  /** What is guarded. */
  private static final class Counter {
    int value;
  }

  private WeftLocks() {}

  /** Some tasks lock, add one, and unlock. */
  @Async
  public static Future<Void> mutex(int tasks, int each) {
    Mutex<Counter> counter = new Mutex<>(new Counter());
    List<JoinHandle<Void>> handles = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      handles.add(spawn(increments(counter, each)));
    }
    await(joinAll(handles));
    try (var guard = await(counter.lock())) {
      Contest.check(guard.get().value, tasks * each);
    }
    return ready();
  }

  @Async
  private static Future<Void> increments(Mutex<Counter> counter, int times) {
    for (int i = 0; i < times; i++) {
      try (var guard = await(counter.lock())) {
        guard.get().value++;
      }
    }
    return ready();
  }

  /** Some tasks take a permit and give it back. */
  @Async
  public static Future<Void> semaphore(int tasks, int each, int permits) {
    Semaphore semaphore = new Semaphore(permits);
    List<JoinHandle<Void>> handles = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      handles.add(spawn(acquires(semaphore, each)));
    }
    await(joinAll(handles));
    Contest.check(semaphore.availablePermits(), permits);
    return ready();
  }

  @Async
  private static Future<Void> acquires(Semaphore semaphore, int times) {
    for (int i = 0; i < times; i++) {
      await(semaphore.acquire()).close();
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
}
