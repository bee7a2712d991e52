package dev.weft.benchmarks.sync;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A number that many threads watch, by a condition. */
final class Watched {
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int value;

  /** Adds one, and wakes all. */
  void change() {
    lock.lock();
    try {
      value++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the number is another one. */
  void changed(int seen) throws InterruptedException {
    lock.lock();
    try {
      while (value == seen) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
