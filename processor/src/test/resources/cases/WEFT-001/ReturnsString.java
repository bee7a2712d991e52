import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;

class ReturnsString {
  @Async
  String name() {
    return await(ready("weft"));
  }
}
