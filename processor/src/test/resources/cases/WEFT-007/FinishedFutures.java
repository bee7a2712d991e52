import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Weft;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

class FinishedFutures {
  @Async
  Future<Void> work(int kind) {
    try {
      if (kind == 0) {
        return ready(await(yieldNow()));
      }
      if (kind == 1) {
        return (kind == 1 ? Weft.ready() : (Future<Void>) Weft.<Void>failed(new IOException()));
      }
      return switch (kind) {
        case 2 -> ready();
        case 3 -> throw new IllegalStateException();
        default -> null;
      };
    } finally {
      System.out.println("done");
    }
  }

  @Async
  CompletableFuture<String> eager(boolean good) {
    try {
      return good
          ? CompletableFuture.completedFuture(await(ready("weft")))
          : CompletableFuture.failedFuture(new IOException());
    } catch (IllegalStateException e) {
      return completed("cured");
    }
  }
}
