import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.Weft;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

class InAVariable {
  @Async
  Future<Void> all(AsyncStream<String> stream, AsyncStream<String> other, boolean first) {
    Iterable<String> kept = each(stream);
    for (String s : kept) {}
    each(stream).forEach(System.out::println);
    print(each(stream, IllegalStateException.class));
    for (Iterator<String> it = each(stream).iterator(); it.hasNext(); it.next()) {}
    for (String s : first ? each(stream) : Weft.each(other)) {}
    for (String s : (Iterable<String>) each(stream)) {}
    for (String s : List.of(each(stream).toString())) {}
    each(stream);
    return ready();
  }

  private static void print(Iterable<String> all) {}

  static final Function<AsyncStream<String>, Iterable<String>> REFERENCE = Weft::each;
}
