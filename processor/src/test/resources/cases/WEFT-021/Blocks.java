import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

class Blocks {
  @Async
  Future<Void> all(
      ArrayBlockingQueue<String> queue,
      ReentrantLock lock,
      CompletableFuture<String> future,
      InputStream input,
      PreparedStatement statement,
      Process process)
      throws Exception {
    Thread.sleep(10);
    TimeUnit.SECONDS.sleep(1);
    queue.take();
    queue.poll(1, TimeUnit.SECONDS);
    lock.lock();
    lock.tryLock(1, TimeUnit.SECONDS);
    future.get();
    future.join();
    new CountDownLatch(1).await();
    input.read();
    statement.executeQuery().next();
    process.waitFor();
    wait();
    AsyncRuntime.current().blockOn(yieldNow());
    return ready();
  }

  void start(java.util.concurrent.Semaphore semaphore) {
    spawn(() -> semaphore.acquire());
  }

  @Async
  Future<String> read(InputStream input) throws IOException {
    await(yieldNow());
    return ready(new String(input.readAllBytes()));
  }
}
