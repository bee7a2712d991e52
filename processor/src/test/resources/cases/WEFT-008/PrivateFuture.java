import static dev.weft.Weft.ready;

import dev.weft.AsyncMain;
import dev.weft.Future;

class PrivateFuture {
  @AsyncMain
  private static Future<Void> run() {
    return ready();
  }
}
