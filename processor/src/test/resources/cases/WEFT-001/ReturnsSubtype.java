import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.JoinHandle;

class ReturnsSubtype {
  @Async
  JoinHandle<Void> start() {
    return spawn(yieldNow());
  }
}
