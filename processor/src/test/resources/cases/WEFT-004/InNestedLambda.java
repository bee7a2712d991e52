import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.Future;
import java.util.List;

class InNestedLambda {
  Future<Void> all(List<Future<Void>> futures) {
    return async(
        () -> {
          await(yieldNow());
          new Thread(() -> await(yieldNow())).start();
        });
  }
}
