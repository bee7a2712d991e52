import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncMain;

class AsyncVoidMain {
  @Async
  @AsyncMain
  public static void main(String[] args) {
    await(yieldNow());
  }
}
