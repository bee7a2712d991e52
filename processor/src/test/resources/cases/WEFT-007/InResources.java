import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import java.io.IOException;
import java.io.StringReader;

class InResources {
  @Async
  Future<Integer> read(Future<Integer> position) throws IOException {
    try (StringReader reader = new StringReader("weft")) {
      return reader.read() == 0 ? ready(0) : position;
    }
  }
}
