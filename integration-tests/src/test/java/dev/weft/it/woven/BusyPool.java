package dev.weft.it.woven;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the only thread for blocking work of a runtime until it is closed. */
final class BusyPool implements AutoCloseable {
  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final JoinHandle<@Nullable Void> work;

  private BusyPool() {
    work =
        Weft.spawnBlocking(
            () -> {
              began.countDown();
              release.await();
              return null;
            });
  }

  /** Takes the thread of the current runtime, which has one such thread. */
  static BusyPool take() throws InterruptedException {
    BusyPool busy = new BusyPool();
    if (!busy.began.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the pool has no thread");
    }
    return busy;
  }

  /** A runtime with one such thread. */
  static AsyncRuntime runtime() {
    return AsyncRuntime.multiThread().workerThreads(2).maxBlockingThreads(1).build();
  }

  JoinHandle<@Nullable Void> work() {
    return work;
  }

  @Override
  public void close() {
    release.countDown();
  }
}
