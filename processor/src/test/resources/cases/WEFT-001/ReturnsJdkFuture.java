import dev.weft.Async;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

class ReturnsJdkFuture {
  @Async
  Future<String> name() {
    return CompletableFuture.completedFuture("weft");
  }
}
