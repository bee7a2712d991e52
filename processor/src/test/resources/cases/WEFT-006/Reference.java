import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Weft;
import java.util.List;

class Reference {
  @Async
  Future<List<String>> all(List<Future<String>> futures) {
    return ready(futures.stream().<String>map(Weft::await).toList());
  }
}
