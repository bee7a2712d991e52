import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class InMarkedMethods {
  @SuppressWarnings("weft:foreign-async")
  @org.springframework.scheduling.annotation.Async
  @Async
  Future<Void> work() {
    await(yieldNow());
    return ready();
  }

  final Object worker =
      new Object() {
        @Async
        Future<Void> work() {
          return ready(await(yieldNow()));
        }
      };
}
