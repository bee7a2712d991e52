import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Future;

class Swallowed {
  @Async
  Future<Void> throwable() {
    while (true) {
      try {
        await(yieldNow());
      } catch (Throwable t) {
        System.out.println("goes on: " + t);
      }
    }
  }

  @Async
  Future<Void> union() {
    try {
      await(yieldNow());
    } catch (IllegalStateException | CancelledError e) {
      Runnable thrower =
          () -> {
            throw new IllegalStateException();
          };
      thrower.run();
    }
    return ready();
  }

  @Async
  Future<String> left() {
    for (int i = 0; i < 3; i++) {
      try {
        await(yieldNow());
      } finally {
        if (i == 0) {
          System.out.println("first");
        }
        continue;
      }
    }
    return ready("");
  }
}
