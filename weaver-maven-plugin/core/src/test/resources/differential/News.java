package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Awaits in arguments of constructors. */
public final class News {
  private News() {}

  @Async
  @Pitfall(2)
  public static Future<Object> ofAwait(Probe p) {
    return ready(new Pair(p.log("a"), await(p.f("b"))).toString());
  }

  @Async
  @Pitfall(15)
  public static Future<Object> ofTwoAwaits(Probe p) {
    return ready(new Pair(await(p.f("a")), await(p.f("b"))).toString());
  }

  @Async
  @Pitfall(3)
  public static Future<Object> nested(Probe p) {
    return ready(new Pair(new Pair(await(p.f(1)), 2), new Pair(3, await(p.f(4)))).toString());
  }

  @Async
  @Pitfall(3)
  public static Future<Object> deeplyNested(Probe p) {
    Pair pair = new Pair(1, new Pair(p.log(2), new Pair(3, new Pair(await(p.f(4)), 5))));
    return ready(pair.toString());
  }

  @Async
  public static Future<Object> awaitBetweenNestedOnes(Probe p) {
    Pair pair = new Pair(new Pair(1, 2), new Pair(await(p.f(3)), new Pair(4, 5)));
    return ready(pair + "" + new Pair(await(p.f(6)), new Pair(7, await(p.f(8)))));
  }

  @Async
  @Pitfall(15)
  public static Future<Object> wideArguments(Probe p) {
    return ready(new Wide(p.log(1L << 40), p.log(2), await(p.f(0.5)), p.log("s")).toString());
  }

  @Async
  public static Future<Object> wideArgumentsAwaited(Probe p) {
    return ready(new Wide(await(p.f(1L)), await(p.f(2)), await(p.f(3d)), null).toString());
  }

  @Async
  @Pitfall(4)
  public static Future<Object> conditionalArgument(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      text += new Pair(p.log(i), i == 0 ? await(p.f("awaited")) : "not").toString();
    }
    return ready(text);
  }

  @Async
  @Pitfall(4)
  public static Future<Object> conditionalArgumentAndAwaitElsewhere(Probe p) {
    int n = await(p.f(3));
    Pair pair = new Pair(n > 2 ? "big" : "small", n);
    return ready(pair + await(p.f("!")));
  }

  @Async
  public static Future<Object> shortCircuitArgument(Probe p) {
    boolean c = await(p.f(true));
    return ready(
        new Pair(c && await(p.f(false)), new Pair(c || await(p.f(true)), !await(p.f(c))))
            .toString());
  }

  @Async
  public static Future<Object> switchAsArgument(Probe p) {
    Pair pair =
        new Pair(
            p.log("first"),
            switch (await(p.f(2))) {
              case 1 -> "one";
              case 2 -> new Pair(await(p.f("two")), 2);
              default -> "many";
            });
    return ready(pair.toString());
  }

  @Async
  public static Future<Object> asReceiver(Probe p) {
    return ready(new StringBuilder(await(p.f("ab"))).append(await(p.f("cd"))).reverse().toString());
  }

  @Async
  public static Future<Object> unused(Probe p) {
    new Pair(p, await(p.f("logged by the constructor")));
    return ready("end");
  }

  @Async
  public static Future<Object> thrown(Probe p) {
    throw new IllegalStateException(await(p.f("message")), new Error(await(p.f("cause"))));
  }

  @Async
  public static Future<Object> constructorFails(Probe p) {
    try {
      return ready(new Pair(await(p.f("a")), null).toString());
    } catch (NullPointerException e) {
      return ready("refused" + await(p.f("!")));
    }
  }

  @Async
  public static Future<Object> argumentFails(Probe p) {
    String text = "";
    try {
      text += new Pair(p.log("a"), await(p.fail(new IllegalStateException("argument"))));
    } catch (IllegalStateException e) {
      text += e.getMessage();
    }
    return ready(text + new Pair(1, await(p.f(2))));
  }

  @Async
  public static Future<Object> inLoop(Probe p) {
    List<String> list = new ArrayList<>(await(p.f(1)));
    for (int i = 0; i < 3; i++) {
      list.add(new Pair(i, new Pair(await(p.f(i * i)), list.size())).toString());
    }
    return ready(list);
  }

  @Async
  public static Future<Object> inArrayInitializer(Probe p) {
    Pair[] pairs = {new Pair(1, await(p.f(2))), null, new Pair(await(p.f(3)), 4)};
    return ready(pairs[0] + "" + pairs[1] + pairs[2]);
  }

  @Async
  public static Future<Object> inConcatenation(Probe p) {
    return ready("a" + new Pair(1, await(p.f(2))) + 'b' + new Pair(await(p.f(3)), 4) + 5L);
  }

  @Async
  public static Future<Object> arrayAsArgument(Probe p) {
    return ready(new Pair(new int[] {1, await(p.f(2))}.length, new int[await(p.f(3))].length) + "");
  }

  @Async
  public static Future<Object> lambdaAsArgument(Probe p) {
    String captured = await(p.f("captured"));
    Task task = new Task(await(p.f("name")), () -> captured + 1);
    return ready(task.name + task.code.get());
  }

  @Async
  public static Future<Object> genericClass(Probe p) {
    Map<String, Integer> map = new TreeMap<>(await(p.f(Map.of("k", 5))));
    map.put(await(p.f("l")), await(p.f(6)));
    return ready(new ArrayList<>(await(p.f(map.values()))).toString());
  }

  @Async
  public static Future<Object> anonymousClass(Probe p) {
    String captured = await(p.f("captured"));
    Task task =
        new Task(await(p.f("name")), () -> "") {
          @Override
          public String toString() {
            return captured + name;
          }
        };
    return ready(task + await(p.f("!")));
  }

  @Async
  public static Future<Object> varargsConstructor(Probe p) {
    return ready(new Many(p.log("a"), await(p.f(1)), 2, await(p.f(3))).text);
  }

  @Async
  public static Future<Object> interleavedWithCalls(Probe p) {
    return ready(
        StackShapes.mixed(
            new Pair(1, await(p.f(2))).toString().length(),
            new Wide(3, await(p.f(4)), 5, "6").a,
            new StringBuilder().append(await(p.f("7"))).append(new Pair(8, 9)).toString(),
            Double.valueOf(await(p.f(0.5))),
            new int[] {1, 2, await(p.f(3))}[await(p.f(2))]));
  }

  @Async
  public static Future<Object> awaitOfSomethingNew(Probe p) {
    return ready(new Pair(await(p.f(new Pair(1, await(p.f(2))))), new Pair(3, 4)).toString());
  }

  @Async
  public static Future<Object> firstInLoop(Probe p) {
    int n = 1;
    do {
      new Pair(p, n > 3 ? "a" : n);
      n += await(p.f(1));
    } while (n < 6);
    while (true) {
      if (new Pair(n, n > 7 ? "b" : "c").toString().equals("(8 b)")) {
        return ready(n);
      }
      n += await(p.f(1));
    }
  }

  @Async
  public static Future<Object> firstInMethodAndTry(Probe p) {
    new Pair(p, p.log(true) ? "a" : "b");
    try {
      new Pair(p, p.log(false) ? "c" : await(p.f("d")));
      await(p.fail(new IllegalStateException(p.log(true) ? "e" : "f")));
    } catch (IllegalStateException e) {
      new Pair(p, p.log(true) ? await(p.f("g")) : e);
      new Pair(p, p.log(false) ? "h" : e.getMessage());
    } finally {
      new Pair(p, p.log(true) ? "i" : "j");
      await(p.f("k"));
    }
    return ready(new Pair(1, p.log(false) ? "l" : "m").toString());
  }

  @Async
  public static Future<Object> branchesAfterAwait(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      await(p.f(i));
      text += new Pair(i, i > 1 ? new Pair("x", i > 0 ? await(p.f("y")) : 1) : "z");
      switch (i) {
        case 1:
          new Pair(p, i > 0 ? "one" : "none");
        default:
          new Pair(p, i > 1 ? await(p.f("two")) : "less");
      }
    }
    return ready(text);
  }

  static final class Pair {
    final Object a;
    final Object b;

    Pair(Object a, Object b) {
      if (b == null) {
        throw new NullPointerException();
      }
      if (a instanceof Probe p) {
        p.log(b);
      }
      this.a = a;
      this.b = b;
    }

    @Override
    public String toString() {
      return "(" + a + " " + b + ")";
    }
  }

  static final class Wide {
    final long a;
    final String text;

    Wide(long a, int b, double c, String d) {
      this.a = a;
      this.text = a + "," + b + "," + c + "," + d;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static class Task {
    final String name;
    final java.util.function.Supplier<String> code;

    Task(String name, java.util.function.Supplier<String> code) {
      this.name = name;
      this.code = code;
    }
  }

  static final class Many {
    final String text;

    Many(String first, int... rest) {
      text = first + java.util.Arrays.toString(rest);
    }
  }
}
