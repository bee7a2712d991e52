import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class InCatchWithFinally {
  @Async
  Future<Void> work() {
    try {
      return ready();
    } catch (IllegalStateException e) {
      return yieldNow();
    } finally {
      System.out.println("done");
    }
  }
}
