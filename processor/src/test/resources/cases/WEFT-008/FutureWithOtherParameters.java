import static dev.weft.Weft.ready;

import dev.weft.AsyncMain;
import dev.weft.Future;
import java.util.List;

class FutureWithOtherParameters {
  @AsyncMain
  static Future<Void> run(List<String> args) {
    return ready();
  }
}
