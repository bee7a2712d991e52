import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.AsyncMain;

class SynchronizedMain {
  @AsyncMain
  public static synchronized void main(String[] args) {
    await(yieldNow());
  }
}
