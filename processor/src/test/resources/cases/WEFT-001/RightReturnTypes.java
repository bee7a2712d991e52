import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class RightReturnTypes {
  @Async
  Future<String> lazy() {
    return ready(await(eager()));
  }

  @Async
  CompletableFuture<String> eager() {
    return completed(await(stage()));
  }

  @Async
  CompletionStage<String> stage() {
    await(yieldNow());
    return completed("weft");
  }

  @Async
  Future<?> wildcard() {
    return yieldNow();
  }

  @Async
  static <T> Future<List<T>> generic(Future<? extends T> one) {
    return ready(List.of(await(one)));
  }
}
