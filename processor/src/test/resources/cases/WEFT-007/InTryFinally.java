import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class InTryFinally {
  @Async
  Future<Void> work() {
    try {
      return yieldNow();
    } finally {
      System.out.println("done");
    }
  }
}
