import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.JoinHandle;

class InFutureLambda {
  JoinHandle<Void> work() {
    return spawn(
        () -> {
          try {
            return yieldNow();
          } finally {
            System.out.println("done");
          }
        });
  }
}
