import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

class NotHeld {
  private int count;

  @Async
  Future<Void> before(ReentrantLock lock, Set<String> names) {
    await(yieldNow());
    if (lock.tryLock()) {
      try {
        count++;
        spawn(() -> await(yieldNow()));
      } finally {
        lock.unlock();
      }
    }
    try {
      await(yieldNow());
    } finally {
      names.remove("me");
    }
    return ready();
  }
}
