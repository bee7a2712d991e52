package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.BlockingFace;
import dev.weft.CompletableFace;
import dev.weft.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

public final class FacesInUse {
  private FacesInUse() {}

  @BlockingFace
  @CompletableFace
  static class Counter {
    final CountDownLatch ended = new CountDownLatch(1);
    private int count;

    @Async
    Future<Integer> add(int number) throws IOException {
      await(yieldNow());
      if (number < 0) {
        throw new IOException("negative");
      }
      count += number;
      return ready(count);
    }

    @Async
    CompletableFuture<String> eager(String text) throws IOException {
      await(yieldNow());
      return CompletableFuture.completedFuture(text + " by " + AsyncRuntime.current().name());
    }

    @Async
    Future<Void> nothing() {
      await(yieldNow());
      return ready();
    }

    @Async
    Future<Void> forever() {
      try {
        await(pending());
      } finally {
        ended.countDown();
      }
      return ready();
    }
  }

  public static List<Object> run() throws Exception {
    List<Object> seen = new ArrayList<>();
    try (AsyncRuntime runtime =
        AsyncRuntime.multiThread().workerThreads(1).threadName("shop").build()) {
      Counter counter = new Counter();
      FacesInUse_CounterBlocking blocking = new FacesInUse_CounterBlocking(counter, runtime);
      seen.add(blocking.add(1));
      blocking.nothing();
      seen.add(blocking.eager("eager"));
      try {
        blocking.add(-1);
      } catch (IOException e) {
        seen.add(e.getMessage());
      }
      FacesInUse_CounterCompletable completable =
          new FacesInUse_CounterCompletable(counter, runtime);
      seen.add(completable.add(2).join());
      seen.add(completable.nothing().join());
      seen.add(completable.eager("eager").join());
      seen.add(completable.add(-1).handle((value, failure) -> failure).join().toString());
      seen.add(completable.forever().cancel(false));
      counter.ended.await();
    }
    return seen;
  }
}
