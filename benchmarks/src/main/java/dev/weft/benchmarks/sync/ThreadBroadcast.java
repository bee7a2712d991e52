package dev.weft.benchmarks.sync;

import static dev.weft.benchmarks.sync.VirtualThreads.start;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Virtual threads one of which tells many, through what java.util.concurrent has for it. */
final class ThreadBroadcast {
  private ThreadBroadcast() {}

  /** Puts each value into the queues of all receivers. */
  static void broadcast(int receivers, int batches, int batch) throws InterruptedException {
    AtomicInteger left = new AtomicInteger();
    Semaphore none = new Semaphore(0);
    List<BlockingQueue<Integer>> queues = new ArrayList<>();
    for (int i = 0; i < receivers; i++) {
      BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(batch);
      queues.add(queue);
      Thread unused = start(() -> receive(queue, batches * batch, left, none));
    }
    for (int i = 0; i < batches; i++) {
      left.set(receivers * batch);
      for (int value = 0; value < batch; value++) {
        for (BlockingQueue<Integer> queue : queues) {
          queue.put(value);
        }
      }
      none.acquire();
    }
  }

  private static void receive(
      BlockingQueue<Integer> queue, int count, AtomicInteger left, Semaphore none)
      throws InterruptedException {
    for (int i = 0; i < count; i++) {
      Integer unused = queue.take();
      if (left.decrementAndGet() == 0) {
        none.release();
      }
    }
  }

  /** Changes one value again and again, which all readers see each time. */
  static void watch(int readers, int changes) throws InterruptedException {
    Watched watched = new Watched();
    AtomicInteger left = new AtomicInteger();
    Semaphore none = new Semaphore(0);
    left.set(readers);
    for (int i = 0; i < readers; i++) {
      Thread unused = start(() -> read(watched, changes, left, none));
    }
    none.acquire();
    for (int i = 0; i < changes; i++) {
      left.set(readers);
      watched.change();
      none.acquire();
    }
  }

  private static void read(Watched watched, int changes, AtomicInteger left, Semaphore none)
      throws InterruptedException {
    for (int seen = 0; seen <= changes; seen++) {
      if (left.decrementAndGet() == 0) {
        none.release();
      }
      if (seen < changes) {
        watched.changed(seen);
      }
    }
  }
}
