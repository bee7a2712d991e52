import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class Both {
  @Async
  @org.springframework.scheduling.annotation.Async
  Future<Void> spring() {
    await(yieldNow());
    return ready();
  }

  @Async
  @org.jetbrains.annotations.Async.Execute
  Future<Void> jetBrains() {
    await(yieldNow());
    return ready();
  }
}
