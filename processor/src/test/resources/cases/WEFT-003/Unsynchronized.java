import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class Unsynchronized {
  private int count;

  synchronized int increment() {
    return ++count;
  }

  @Async
  Future<Integer> next() {
    await(yieldNow());
    return ready(increment());
  }
}
