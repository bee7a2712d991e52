import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class SynchronizedMethod {
  private int count;

  @Async
  synchronized Future<Integer> increment() {
    await(yieldNow());
    return ready(++count);
  }
}
