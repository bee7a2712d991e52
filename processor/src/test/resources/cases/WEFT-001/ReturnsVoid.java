import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;

class ReturnsVoid {
  @Async
  void work() {
    await(yieldNow());
  }
}
