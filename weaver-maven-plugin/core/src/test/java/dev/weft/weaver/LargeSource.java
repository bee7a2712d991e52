package dev.weft.weaver;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sources of a class {@code C} in which one thing is there many times.
 *
 * @param name what it is
 * @param largest how many there can be, so that javac compiles it and woven code isn't too long
 * @param members the members of the class for some number of them
 */
record LargeSource(String name, int largest, IntFunction<String> members) {
  static List<LargeSource> all() {
    return List.of(
        new LargeSource(
            "locals",
            3_000,
            n ->
                method(
                    each(n, i -> "int a" + i + " = x;") + "x = await(f) + a0;" + sum("a", n / 50))),
        new LargeSource(
            "live locals",
            1_000,
            n -> method(each(n, i -> "int a" + i + " = x;") + "x = await(f);" + sum("a", n))),
        new LargeSource("awaits", 600, n -> method(each(n, i -> "x += await(f);"))),
        new LargeSource(
            "awaits into locals",
            600,
            n -> method(each(n, i -> "int a" + i + " = await(f);") + "x += a0;")),
        new LargeSource(
            "awaits into text",
            400,
            n ->
                method(
                    each(
                        n,
                        i -> "String s" + i + " = await(f) + \" \"; x += s" + i + ".length();"))),
        new LargeSource(
            "awaits in a try",
            600,
            n ->
                method(
                    "try {" + each(n, i -> "x += await(f);") + handler("IllegalStateException"))),
        new LargeSource(
            "try blocks",
            400,
            n -> method(each(n, i -> "try { x += await(f);" + handler("IllegalStateException")))),
        new LargeSource(
            "nested try blocks",
            200,
            n ->
                method(
                    each(n, i -> "try {")
                        + "x += await(f);"
                        + each(n, i -> handler("IllegalStateException")))),
        new LargeSource(
            "handlers",
            500,
            n ->
                method("try { x += await(f); }" + each(n, i -> "catch (E" + i + " e) { x += 2; }"))
                    + each(n, i -> "static class E" + i + " extends RuntimeException {}")),
        new LargeSource(
            "loops",
            400,
            n -> method(each(n, i -> "for (int i = 0; i < x; i++) { x += await(f); }"))),
        new LargeSource(
            "nested loops",
            200,
            n ->
                method(
                    each(n, i -> "while (x < " + i + ") { x++;")
                        + "x += await(f);"
                        + "}".repeat(n))),
        new LargeSource(
            "nested loops with awaits",
            200,
            n -> method(each(n, i -> "while (x < " + i + ") { x += await(f);") + "}".repeat(n))),
        new LargeSource(
            "branches",
            1_000,
            n -> method("x = await(f);" + each(n, i -> "if (x > " + i + ") { x--; }"))),
        new LargeSource(
            "switch",
            500,
            n ->
                method(
                    "switch (x) {" + each(n, i -> "case " + i + ": x += await(f); break;") + "}")),
        new LargeSource(
            "news",
            500,
            n -> method(each(n, i -> "x += new C(await(f)).hashCode();")) + "C(int i) {}"),
        new LargeSource(
            "lambdas",
            300,
            n ->
                "static void m(Future<Integer> f) throws Exception {"
                    + each(n, i -> "async(() -> await(f) + " + i + ");")
                    + "}"),
        new LargeSource("methods", 300, n -> each(n, i -> method("m" + i, "x = await(f);"))),
        new LargeSource(
            "fused calls",
            300,
            n ->
                "static "
                    + method("m0", "")
                    + each(
                        n, i -> "static " + method("m" + (i + 1), "x = await(m" + i + "(f, x));"))),
        new LargeSource(
            "plain methods",
            1_000,
            n -> method("x = await(f);") + each(n, i -> "int p" + i + "(int a) { return a; }")));
  }

  /** The class file of a class with n of them. */
  byte[] compile(int n) {
    return JavaSources.compile("class C {\n" + members.apply(n) + "}\n").get("C");
  }

  @Override
  public String toString() {
    return name;
  }

  private static String method(String body) {
    return method("m", body);
  }

  private static String method(String name, String body) {
    return "@Async Future<Integer> %s(Future<Integer> f, int x) {%s return ready(x); }\n"
        .formatted(name, body);
  }

  private static String handler(String type) {
    return "} catch (" + type + " e) { x++; }";
  }

  private static String sum(String name, int n) {
    return each(n, i -> "x += " + name + i + ";");
  }

  private static String each(int n, IntFunction<String> part) {
    return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining("\n", "", "\n"));
  }
}
