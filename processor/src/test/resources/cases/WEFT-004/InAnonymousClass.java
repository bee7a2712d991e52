import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.AsyncRunnable;
import dev.weft.Future;

class InAnonymousClass {
  Future<Void> make() {
    return async(
        new AsyncRunnable<RuntimeException>() {
          @Override
          public void run() {
            await(yieldNow());
          }
        });
  }
}
