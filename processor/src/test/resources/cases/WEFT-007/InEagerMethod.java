import dev.weft.Async;
import java.util.concurrent.CompletableFuture;

class InEagerMethod {
  @Async
  CompletableFuture<String> work(CompletableFuture<String> first) {
    try {
      return first.thenApply(String::trim);
    } finally {
      System.out.println("done");
    }
  }
}
