import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Future;

class UnmarkedMethod {
  Future<String> load() {
    return ready(await(ready("weft")));
  }
}
