import static dev.weft.Weft.ready;

import dev.weft.AsyncMain;
import dev.weft.Future;

class ReturnsFutureOfString {
  @AsyncMain
  static Future<String> run() {
    return ready("weft");
  }
}
