import static dev.weft.Weft.ready;

import dev.weft.AsyncMain;
import dev.weft.Future;

class TwoMains {
  @AsyncMain
  static Future<Void> first() {
    return ready();
  }

  @AsyncMain
  static Future<Void> second() {
    return ready();
  }
}
