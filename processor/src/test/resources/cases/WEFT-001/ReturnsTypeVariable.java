import dev.weft.Async;
import dev.weft.Future;

class ReturnsTypeVariable {
  @Async
  <F extends Future<Void>> F same(F future) {
    return future;
  }
}
