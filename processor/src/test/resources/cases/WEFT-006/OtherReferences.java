import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Weft;
import java.util.List;

class OtherReferences {
  @Async
  Future<Void> all(List<Future<Void>> futures) {
    futures.stream().map(Weft::spawn).toList();
    futures.forEach(Weft::spawn);
    for (Future<Void> future : futures) {
      await(future);
    }
    return ready();
  }
}
