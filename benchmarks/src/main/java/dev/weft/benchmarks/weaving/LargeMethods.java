package dev.weft.benchmarks.weaving;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Source texts of methods whose point is their size. */
final class LargeMethods {
  /** The class that the texts declare. */
  static final String NAME = "Large";

  private LargeMethods() {}

  /** A class whose method has one await after another. */
  static String awaits(int count) {
    return method("int n = 0;" + each(count, i -> "n += await(f);"));
  }

  /** A class whose method has many locals, some of which an await in the middle has to keep. */
  static String locals(int count, int kept) {
    return method(
        "int n = await(f);"
            + each(count, i -> "int v" + i + " = n;")
            + "n += await(f);"
            + each(kept, i -> "n += v" + i * (count / kept) + ";"));
  }

  private static String method(String body) {
    return """
        import static dev.weft.Weft.await;
        import static dev.weft.Weft.ready;

        final class Large {
          @dev.weft.Async
          static dev.weft.Future<Integer> large(dev.weft.Future<Integer> f) {
            %s
            return ready(n);
          }
        }
        """
        .formatted(body);
  }

  private static String each(int count, IntFunction<String> statement) {
    return IntStream.range(0, count).mapToObj(statement).collect(Collectors.joining("\n"));
  }
}
