import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class InSwitch {
  @Async
  Future<Void> work(int kind) {
    try {
      return switch (kind) {
        case 0 -> ready();
        case 1 -> throw new IllegalStateException();
        default -> yieldNow();
      };
    } finally {
      System.out.println("done");
    }
  }
}
