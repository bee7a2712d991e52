import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;

class InLocalClass {
  @Async
  Future<String> make() {
    class Local {
      String name() {
        return await(ready("weft"));
      }
    }
    return ready(new Local().name());
  }
}
