import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class InTryCatch {
  @Async
  Future<Void> work() {
    try {
      if (hashCode() == 0) {
        return yieldNow();
      }
      return ready();
    } catch (IllegalStateException e) {
      return yieldNow();
    }
  }
}
