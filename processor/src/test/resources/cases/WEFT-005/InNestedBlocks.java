import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Future;

class InNestedBlocks {
  final Object lock = new Object();

  Future<Void> work() {
    return async(
        () -> {
          synchronized (this) {
            synchronized (lock) {
              if (lock.equals(this)) {
                await(yieldNow());
              }
            }
            synchronized (await(ready(lock))) {
              lock.notify();
            }
          }
        });
  }
}
