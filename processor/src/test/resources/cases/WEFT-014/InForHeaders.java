import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncMain;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.Weft;
import java.io.IOException;

class InForHeaders {
  @AsyncMain
  public static void main(String[] args) {
    for (String arg : each(AsyncStream.of(args))) {
      System.out.println(arg);
    }
  }

  @Async
  Future<Integer> all(AsyncStream<Integer> stream, Future<AsyncStream<Long>> later)
      throws IOException {
    int sum = 0;
    for (int n : each(stream)) {
      sum += n;
    }
    for (var n : (Weft.each(await(later), IOException.class))) {
      for (int m : each(n > 3 ? stream : AsyncStream.of(1, 2))) {
        sum += n + m;
      }
    }
    int all = sum;
    await(
        async(
            () -> {
              for (int n : each(stream)) {
                System.out.println(n + all);
              }
            }));
    return ready(sum);
  }

  static final class OfItsOwn {
    static Iterable<String> each(String other) {
      return java.util.List.of(other);
    }

    static final Iterable<String> NOT_WEFTS = each("a");
  }
}
