import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import java.util.List;

class InMap {
  @Async
  Future<List<String>> all(List<Future<String>> futures) {
    return ready(futures.stream().map(future -> {
      return "got " + await(future);
    }).toList());
  }
}
