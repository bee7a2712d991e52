import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class OutsideBlock {
  int count;

  @Async
  Future<Integer> work() {
    synchronized (await(ready(this))) {
      count++;
      spawn(() -> await(yieldNow()));
    }
    await(yieldNow());
    return ready(count);
  }
}
