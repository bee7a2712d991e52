import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;

class EachInBlock {
  private int total;

  @Async
  Future<Integer> all(AsyncStream<Integer> stream) {
    for (int n : each(stream)) {
      synchronized (this) {
        total += n;
      }
    }
    synchronized (this) {
      for (int n : each(stream)) {
        total += n;
      }
    }
    return ready(total);
  }
}
