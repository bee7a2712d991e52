import static dev.weft.Weft.ready;

import dev.weft.AsyncMain;
import dev.weft.Future;

class InPrivateClass {
  private static class Inner {
    @AsyncMain
    static Future<Void> run() {
      return ready();
    }
  }
}
