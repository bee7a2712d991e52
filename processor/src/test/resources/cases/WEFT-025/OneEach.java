import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class OneEach {
  @Async
  @Deprecated
  Future<Void> ours() {
    await(yieldNow());
    return ready();
  }

  @org.springframework.scheduling.annotation.Async
  void springs() {
    System.out.println();
  }
}
