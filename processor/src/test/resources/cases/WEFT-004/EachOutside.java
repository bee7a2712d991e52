import static dev.weft.Weft.each;

import dev.weft.AsyncStream;
import java.util.List;

class EachOutside {
  static final AsyncStream<String> STREAM = AsyncStream.of("a");
  static final Iterable<String> FIELD = each(STREAM);

  EachOutside() {
    for (String s : each(STREAM)) {}
  }

  static {
    for (String s : each(STREAM)) {}
  }

  int count(AsyncStream<String> stream) {
    int n = 0;
    for (String s : each(stream)) {
      n++;
    }
    return n;
  }

  void all(List<AsyncStream<String>> streams) {
    streams.forEach(
        stream -> {
          for (String s : each(stream)) {}
        });
  }
}
