package dev.weft.benchmarks.sync;

import static dev.weft.benchmarks.sync.VirtualThreads.start;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Virtual threads that send one another values through what java.util.concurrent has for it. */
final class ThreadChannels {
  private ThreadChannels() {}

  static void mpsc(int producers, int each, int capacity) throws InterruptedException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(capacity);
    for (int i = 0; i < producers; i++) {
      Thread unused = start(() -> produce(queue, each));
    }
    for (int i = 0; i < producers * each; i++) {
      Integer unused = queue.take();
    }
  }

  private static void produce(BlockingQueue<Integer> queue, int each) throws InterruptedException {
    for (int i = 0; i < each; i++) {
      queue.put(i);
    }
  }

  static void pingPong(int pairs, int times) {
    for (int i = 0; i < times; i++) {
      CompletableFuture<Boolean> done = new CompletableFuture<>();
      AtomicInteger left = new AtomicInteger(pairs);
      for (int pair = 0; pair < pairs; pair++) {
        Thread unused = start(() -> pair(left, done));
      }
      done.join();
    }
  }

  private static void pair(AtomicInteger left, CompletableFuture<Boolean> done) {
    CompletableFuture<Boolean> ping = new CompletableFuture<>();
    CompletableFuture<Boolean> pong = new CompletableFuture<>();
    Thread unused =
        start(
            () -> {
              ping.join();
              pong.complete(true);
            });
    ping.complete(true);
    pong.join();
    if (left.decrementAndGet() == 0) {
      done.complete(true);
    }
  }
}
