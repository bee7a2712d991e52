package dev.weft.weaver.differential;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the cases whose point is their size. */
final class LargeCases {
  /** The theme, and so the name of the class. */
  static final String THEME = "Large";

  private static final String HEAD =
      """
      package differential;

      import static dev.weft.Weft.await;
      import static dev.weft.Weft.ready;

      import dev.weft.Async;
      import dev.weft.Future;
      import dev.weft.weaver.differential.Probe;

      public final class Large {
      """;

  private static final String[] TYPES = {"int", "long", "double", "String", "Object", "float"};

  private LargeCases() {}

  /** The source file. */
  static String source() {
    StringBuilder source = new StringBuilder(HEAD);
    IntStream.of(65, 129, 257).forEach(count -> source.append(locals(count)));
    source.append(method("awaits300", "int n = 1;", awaits(300), "n"));
    source.append(method("jumpsOver32Kilobytes", "int n = 1;", longLoop(), "n"));
    source.append(method("concatenation201", "int n = 7;", "", concatenation()));
    source.append(method("valuesBelow60", "int n = 3;", "", "new Object[] {" + below() + "}"));
    source.append(method("switchOf100", "int n = 0;", switchOf(100), "n"));
    source.append(method("finallyInFinally", "int n = 1;", nestedFinally(5), "n"));
    source.append(parameters("ints", "int", 250)).append(parameters("longs", "long", 125));
    return source.append("}\n").toString();
  }

  private static String method(String name, String start, String body, String result) {
    return """
      @Async
      public static Future<Object> %s(Probe p) {
        %s
        %s
        return ready(%s);
      }
    """
        .formatted(name, start, body, result);
  }

  /** Locals of all types, half of which are read in the else branch only and all in finally. */
  @Pitfall(89)
  private static String locals(int count) {
    String body =
        each(count, LargeCases::declaration)
            + "if (await(p.f(false))) {"
            + each(count / 2, i -> mix(2 * i))
            + "} else {"
            + each(count / 2, i -> mix(2 * i + 1))
            + "} try { n += await(p.f(5)); } finally {"
            + each(count, LargeCases::mix)
            + "n += await(p.f(6));}";
    return method("locals" + count, "int n = 1;", body, "n");
  }

  private static String declaration(int i) {
    String type = TYPES[i % TYPES.length];
    String value = i % 60 == 3 ? "n + await(p.f(" + i + "))" : "n * " + i;
    String quoted = type.equals("String") ? "\"\" + (" + value + ")" : value;
    return type + " a" + i + " = " + quoted + ";\n";
  }

  private static String mix(int i) {
    return "n = 31 * n + String.valueOf(a" + i + ").hashCode();\n";
  }

  @Pitfall(40)
  private static String awaits(int count) {
    return each(count, i -> "n = 31 * n + await(p.f(" + i + "));\n");
  }

  @Pitfall(40)
  private static String longLoop() {
    return "String s = \"s\"; double d = 0.5; for (int i = 0; i < 2; i++) {"
        + "if (await(p.f(i == 5))) { break; }"
        + awaits(400)
        + "n += s.length() + d;}";
  }

  @Pitfall(14)
  private static String concatenation() {
    return IntStream.range(0, 201)
        .mapToObj(i -> i % 40 == 20 ? "await(p.f(" + i + "))" : i % 3 == 0 ? "n" : "\"" + i + "\"")
        .collect(Collectors.joining(" + "));
  }

  private static String below() {
    return IntStream.range(0, 60)
        .mapToObj(i -> i % 13 == 12 ? "await(p.f(" + i + "L))" : "n++ * " + i + "L")
        .collect(Collectors.joining(", "));
  }

  private static String switchOf(int count) {
    return "for (int i = 0; i < 100; i += 7) { switch (await(p.f(i))) {"
        + each(count, i -> "case " + i + ": n += await(p.f(" + 3 * i + ")); break;\n")
        + "default: }}";
  }

  /** javac copies a finally block to every way out: two, four, eight, ... */
  @Pitfall(41)
  private static String nestedFinally(int depth) {
    return depth == 0
        ? "n += await(p.f(0));"
        : "try { n = 3 * n + await(p.f("
            + depth
            + ")); } finally {"
            + nestedFinally(depth - 1)
            + "}";
  }

  @Pitfall(63)
  private static String parameters(String name, String type, int count) {
    String declared = joined(count, i -> ", " + type + " a" + i);
    String given = joined(count, i -> ", n + " + i);
    String body = each(count, i -> i % 50 == 49 ? "a" + i + " += await(p.f(" + i + "));" : mix(i));
    String called = name + "Called";
    String head = "  @Async static Future<Integer> " + called + "(Probe p" + declared + ") {";
    String tail = "return ready(n + (int) a" + (count - 1) + ");}\n";
    return method(
            name + count, "int n = await(p.f(4));", "", "await(" + called + "(p" + given + "))")
        + head
        + "int n = 1;"
        + body
        + tail;
  }

  private static String each(int count, IntFunction<String> line) {
    return joined(count, line);
  }

  private static String joined(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }
}
