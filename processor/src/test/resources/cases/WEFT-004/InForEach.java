import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import java.util.List;

class InForEach {
  @Async
  Future<Void> all(List<Future<Void>> futures) {
    futures.forEach(future -> await(future));
    return ready();
  }
}
