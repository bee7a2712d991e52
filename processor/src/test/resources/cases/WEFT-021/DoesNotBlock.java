import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawnBlocking;

import dev.weft.Async;
import dev.weft.Future;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

class DoesNotBlock {
  @Async
  Future<Void> all(
      ArrayBlockingQueue<String> queue,
      ReentrantLock lock,
      CompletableFuture<String> future,
      Map<String, String> map,
      Supplier<String> supplier) {
    await(sleep(Duration.ofMillis(10)));
    queue.offer("text");
    queue.poll();
    if (lock.tryLock()) {
      lock.unlock();
    }
    await(future);
    map.get("key");
    supplier.get();
    new ByteArrayInputStream(new byte[1]).read();
    String text =
        await(
            spawnBlocking(
                () -> {
                  Thread.sleep(10);
                  return queue.take();
                }));
    return ready();
  }

  String plain(ArrayBlockingQueue<String> queue) throws InterruptedException {
    return queue.take();
  }

  @Async
  @SuppressWarnings("weft:blocking") // at the start, when nothing else runs
  Future<Void> suppressed() throws InterruptedException, IOException {
    Thread.sleep(1);
    return ready();
  }
}
