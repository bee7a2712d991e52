import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class InBlock {
  @Async
  Future<Void> work() {
    synchronized (this) {
      await(yieldNow());
    }
    return ready();
  }
}
