import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import org.springframework.scheduling.annotation.Async;

class UnderForeignAsync {
  @Async
  public void work() {
    await(yieldNow());
  }
}
