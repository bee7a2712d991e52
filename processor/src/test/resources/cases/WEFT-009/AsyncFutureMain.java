import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncMain;
import dev.weft.Future;

class AsyncFutureMain {
  @Async
  @AsyncMain
  static Future<Void> run() {
    return yieldNow();
  }
}
