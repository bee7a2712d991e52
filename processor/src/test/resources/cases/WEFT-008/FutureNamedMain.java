import static dev.weft.Weft.ready;

import dev.weft.AsyncMain;
import dev.weft.Future;

class FutureNamedMain {
  @AsyncMain
  public static Future<Void> main(String[] args) {
    return ready();
  }
}
