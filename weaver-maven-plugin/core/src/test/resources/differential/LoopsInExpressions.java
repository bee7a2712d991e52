package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import differential.other.Elements;

/**
 * Loops and try in switch expressions, with values on the stack before. For
 * javac only: the code that ECJ makes of them doesn't pass the JVM's verifier.
 */
public final class LoopsInExpressions {
  private LoopsInExpressions() {}

  @Async
  @Pitfall(39)
  public static Future<Object> loopInsideAnExpression(Probe p) {
    int n = 3;
    return ready(
        p.log(100)
            + n
            + switch (n) {
              case 3 -> {
                int sum = 0;
                while (await(p.f(n > 0))) {
                  sum = sum * 10 + n--;
                }
                yield sum;
              }
              default -> 0;
            }
            + await(p.f(n)));
  }

  @Async
  public static Future<Object> loopsInsideArguments(Probe p) {
    long wide = 1L << 40;
    return ready(
        StackShapes.mixed(
            p.log(1),
            switch (p.log("a")) {
              case "a" -> {
                for (int i = 0; ; i++) {
                  if (await(p.f(i)) == 2) {
                    yield wide + i;
                  }
                }
              }
              default -> wide;
            },
            switch (1) {
              default -> {
                String s = "";
                for (int i = 0; i < 2; i++) {
                  for (int j = 0; j < 2; j++) {
                    s += await(p.f(i + "" + j));
                  }
                }
                yield s;
              }
            },
            await(p.f(0.5)),
            p.log(9)));
  }

  @Async
  public static Future<Object> loopInsideConstructorArguments(Probe p) {
    return ready(
        new News.Pair(
                p.log("first"),
                switch (await(p.f(1))) {
                  case 1 -> {
                    int i = 0;
                    while (await(p.f(i)) < 3) {
                      i++;
                    }
                    yield new News.Pair(i, await(p.f("inner")));
                  }
                  default -> "none";
                })
            .toString());
  }

  @Async
  public static Future<Object> loopWithoutAwaitInsideConstructorArguments(Probe p) {
    return ready(
        new News.Pair(
                await(p.f("awaited")),
                switch (p.log(1)) {
                  case 1 -> {
                    int i = 1;
                    while (i < 100) {
                      i *= 3;
                    }
                    yield i;
                  }
                  default -> 0;
                })
            .toString());
  }

  @Async
  public static Future<Object> loopInConcatenation(Probe p) {
    String text = "";
    for (int k = 0; k < 2; k++) {
      int n = k;
      text +=
          "<"
              + k
              + switch (k) {
                case 0 -> "zero";
                default -> {
                  do {
                    n++;
                  } while (await(p.f(n)) < 4);
                  yield n;
                }
              }
              + await(p.f(">"));
    }
    return ready(text);
  }

  @Async
  public static Future<Object> eachInsideAnExpression(Probe p) {
    long wide = 1L << 40;
    return ready(
        p.log(7)
            + wide
            * switch (await(p.f(1))) {
              case 1 -> {
                int sum = 0;
                for (int n : each(Elements.of(p, 1, 2, 3))) {
                  if (n == 3) {
                    yield sum;
                  }
                  sum = sum * 10 + n;
                }
                yield -1;
              }
              default -> 0;
            });
  }

  @Async
  public static Future<Object> eachUnderANew(Probe p) {
    return ready(
        new StringBuilder(
                switch (await(p.f("a"))) {
                  case "a" -> {
                    String text = "";
                    for (String s : each(Elements.of(p, "b", "c"))) {
                      text += s;
                    }
                    yield text;
                  }
                  default -> "";
                })
            .reverse());
  }

  /** javac stores what is on the stack, the object under construction too, before the try. */
  @Async
  public static Future<Object> tryUnderANew(Probe p) {
    long wide = await(p.f(1L << 40));
    return ready(
        p.log("a")
            + new StringBuilder(
                    switch (await(p.f("b"))) {
                      case "b" -> {
                        try {
                          yield await(p.f("c")) + await(p.<String>fail(new Exception("d")));
                        } catch (Exception e) {
                          yield await(p.f("caught " + e.getMessage())) + wide;
                        }
                      }
                      default -> "";
                    })
                .append(await(p.f("e"))));
  }

  @Async
  public static Future<Object> tryUnderTwoNews(Probe p) {
    Object o =
        new Object[] {
          new IllegalStateException(
              p.log("first"),
              new Error(
                  switch (await(p.f(1))) {
                    case 1 -> {
                      try {
                        yield await(p.f("text"));
                      } finally {
                        p.log(await(p.f("finally")));
                      }
                    }
                    default -> "other";
                  },
                  new Exception(await(p.f("cause")))))
        };
    return ready(o);
  }
}
