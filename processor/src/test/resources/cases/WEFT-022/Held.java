import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;

class Held {
  private final ThreadLocal<String> user = new ThreadLocal<>();

  @Async
  Future<Void> lock(ReentrantLock lock) {
    if (lock.tryLock()) {
      try {
        await(yieldNow());
      } finally {
        lock.unlock();
      }
    }
    return ready();
  }

  @Async
  Future<Void> readLock(ReadWriteLock lock) {
    if (lock.readLock().tryLock()) {
      try {
        System.out.println("locked");
        if (lock.hashCode() == 1) {
          await(yieldNow());
        }
      } finally {
        lock.readLock().unlock();
      }
    }
    return ready();
  }

  @Async
  Future<Void> local() {
    user.set("me");
    try {
      await(yieldNow());
    } finally {
      user.remove();
    }
    return ready();
  }
}
