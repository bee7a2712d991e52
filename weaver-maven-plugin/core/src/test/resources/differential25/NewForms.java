package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;
import module java.base;

/** Forms of Java 22 to 25: unnamed variables, imports of modules, code before super(). */
public final class NewForms {
  private NewForms() {}

  record Point(int x, int y) {}

  @Async
  public static Future<String> unnamedVariables(Probe p) {
    String text = "";
    for (var _ : List.of(1, 2)) {
      text += await(p.f("a"));
    }
    for (String _ : each(AsyncStream.of("x", "y"))) {
      text += await(p.f("b"));
    }
    try {
      var _ = await(p.f(3));
      await(p.fail(new IllegalStateException()));
    } catch (IllegalStateException _) {
      text += await(p.f("c"));
    }
    BiFunction<Integer, Integer, Integer> first = (a, _) -> a;
    return ready(text + first.apply(await(p.f(4)), 5));
  }

  @Async
  public static Future<String> unnamedPatterns(Probe p) {
    String text = "";
    for (Object o : List.of(new Point(1, 2), new Point(3, 4), "s", 5)) {
      text +=
          switch (o) {
            case Point(int x, _) when x == await(p.f(1)) -> "one";
            case Point(_, int y) -> y + await(p.f("y"));
            case String _, Integer _ when await(p.f(true)) -> await(p.f("either"));
            default -> "not here";
          };
    }
    return ready(text);
  }

  @Async
  public static Future<Object> typesOfAnImportedModule(Probe p) {
    Map<String, List<Integer>> map = new TreeMap<>();
    map.put(await(p.f("k")), List.of(1, await(p.f(2))));
    return ready(map.toString() + Path.of(await(p.f("a")), "b").getNameCount());
  }

  private static class Named {
    final String name;
    String seen = "";

    Named(String name) {
      this.name = name;
      seen += describe();
    }

    String describe() {
      return "Named";
    }
  }

  private static final class Prepared extends Named {
    private final int number;
    private final Future<String> later;

    Prepared(Probe p, String name, int number) {
      if (number < 0) {
        throw new IllegalArgumentException("negative");
      }
      this.number = number;
      String prepared = p.log(name + number);
      super(prepared);
      String kept = name;
      later = async(() -> kept + await(p.f("later")) + this.number);
    }

    @Override
    String describe() {
      return "Prepared" + number;
    }
  }

  @Async
  public static Future<String> codeBeforeSuper(Probe p) {
    String text = "";
    for (int i = 1; i >= -1; i--) {
      try {
        Prepared made = new Prepared(p, await(p.f("n")), await(p.f(i)));
        text += made.name + made.seen + await(made.later);
      } catch (IllegalArgumentException e) {
        text += e.getMessage() + await(p.f("!"));
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> codeBeforeThisInAnInnerClass(Probe p) {
    class Local extends Named {
      final int number;

      Local(int n) {
        int twice = n * 2;
        number = twice;
        super("local" + twice);
      }

      Local(String s) {
        int length = p.log(s.length());
        this(length);
      }
    }
    return ready(new Local(await(p.f("abc"))).name + new Local(await(p.f(7))).number);
  }
}
