package dev.weft.benchmarks.sync;

import static dev.weft.benchmarks.sync.VirtualThreads.start;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;

/** Virtual threads that contend for the locks of java.util.concurrent. */
final class ThreadLocks {
  private ThreadLocks() {}

  static void mutex(Lock lock, int tasks, int each) throws InterruptedException {
    int[] counter = new int[1];
    Thread[] threads = new Thread[tasks];
    for (int i = 0; i < tasks; i++) {
      threads[i] = start(() -> increments(lock, counter, each));
    }
    VirtualThreads.joinAll(threads);
    Contest.check(counter[0], tasks * each);
  }

  private static void increments(Lock lock, int[] counter, int times) {
    for (int i = 0; i < times; i++) {
      lock.lock();
      try {
        counter[0]++;
      } finally {
        lock.unlock();
      }
    }
  }

  static void semaphore(Semaphore semaphore, int tasks, int each) throws InterruptedException {
    Thread[] threads = new Thread[tasks];
    for (int i = 0; i < tasks; i++) {
      threads[i] = start(() -> acquires(semaphore, each));
    }
    VirtualThreads.joinAll(threads);
  }

  private static void acquires(Semaphore semaphore, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      semaphore.acquire();
      semaphore.release();
    }
  }
}
