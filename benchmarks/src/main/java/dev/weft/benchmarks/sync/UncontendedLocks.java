package dev.weft.benchmarks.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.benchmarks.CostPerCall;
import dev.weft.sync.Mutex;
import dev.weft.sync.Notify;
import dev.weft.sync.RwLock;
import dev.weft.sync.Semaphore;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What locks cost that nobody else wants; the time is that of once. Beside each is what its lazy
 * future costs alone ({@code …Future}): what is allocated beyond that is the lock's.
 */
@OperationsPerInvocation(UncontendedLocks.TIMES)
public class UncontendedLocks extends CostPerCall {
  static final int TIMES = 1000;

  private final Mutex<Integer> mutex = new Mutex<>(1);
  private final Semaphore semaphore = new Semaphore(10);
  private final Notify notify = new Notify();
  private final RwLock<Integer> rwLock = new RwLock<>(1);
  private int times = TIMES;

  @Benchmark
  public @Nullable Object mutexLock() {
    return strand.run(locks(mutex, times));
  }

  @Async
  private static Future<Integer> locks(Mutex<Integer> mutex, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      try (var guard = await(mutex.lock())) {
        sum += guard.get();
      }
    }
    return ready(sum);
  }

  @Benchmark
  public void mutexLockFuture(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(mutex.lock());
    }
  }

  @Benchmark
  public int mutexTryLock() {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      try (var guard = mutex.tryLock()) {
        sum += guard == null ? 0 : guard.get();
      }
    }
    return sum;
  }

  @Benchmark
  public @Nullable Object semaphoreAcquire() {
    return strand.run(acquires(semaphore, times));
  }

  @Async
  private static Future<Void> acquires(Semaphore semaphore, int times) {
    for (int i = 0; i < times; i++) {
      await(semaphore.acquire()).close();
    }
    return ready();
  }

  @Benchmark
  public void semaphoreAcquireFuture(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(semaphore.acquire());
    }
  }

  @Benchmark
  public @Nullable Object notifyOne() {
    return strand.run(notices(notify, times));
  }

  @Async
  private static Future<Void> notices(Notify notify, int times) {
    for (int i = 0; i < times; i++) {
      notify.notifyOne();
      await(notify.notified());
    }
    return ready();
  }

  @Benchmark
  public void notifyOneFuture(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(notify.notified());
    }
  }

  @Benchmark
  public @Nullable Object rwLockRead() {
    return strand.run(reads(rwLock, times));
  }

  @Async
  private static Future<Integer> reads(RwLock<Integer> lock, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      try (var guard = await(lock.read())) {
        sum += guard.get();
      }
    }
    return ready(sum);
  }

  @Benchmark
  public void rwLockReadFuture(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(rwLock.read());
    }
  }

  @Benchmark
  public @Nullable Object rwLockWrite() {
    return strand.run(writes(rwLock, times));
  }

  @Async
  private static Future<Integer> writes(RwLock<Integer> lock, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      try (var guard = await(lock.write())) {
        sum += guard.get();
      }
    }
    return ready(sum);
  }

  @Benchmark
  public void rwLockWriteFuture(Blackhole sink) {
    for (int i = 0; i < times; i++) {
      sink.consume(rwLock.write());
    }
  }
}
