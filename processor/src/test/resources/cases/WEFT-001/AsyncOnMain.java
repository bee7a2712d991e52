import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;

class AsyncOnMain {
  @Async
  public static void main(String[] args) {
    await(yieldNow());
  }
}
