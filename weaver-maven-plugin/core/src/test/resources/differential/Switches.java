package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;

/** Awaits in switch statements and switch expressions. */
public final class Switches {
  private Switches() {}

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  @Async
  public static Future<String> table(Probe p) {
    String text = "";
    for (int i = 0; i < 5; i++) {
      switch (await(p.f(i))) {
        case 0:
          text += await(p.f("zero"));
          break;
        case 1:
        case 2:
          text += "one or two" + await(p.f(i));
          break;
        case 3:
          text += await(p.f("three falls "));
        default:
          text += await(p.f("default"));
      }
      text += ";";
    }
    return ready(text);
  }

  @Async
  public static Future<String> lookup(Probe p) {
    String text = "";
    for (int key : new int[] {-1_000_000, 7, 70_000, 8}) {
      switch (key) {
        case 70_000:
          text += await(p.f("high"));
          break;
        case -1_000_000:
          text += await(p.f("low"));
          break;
        case 7:
          text += "seven";
          break;
        default:
          text += await(p.f("other")) + key;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> defaultInTheMiddle(Probe p) {
    String text = "";
    for (int i = 1; i < 4; i++) {
      switch (i) {
        case 1:
          text += await(p.f("1"));
          break;
        default:
          text += await(p.f("d"));
        case 3:
          text += await(p.f("3"));
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> strings(Probe p) {
    String text = "";
    for (String s : new String[] {"Aa", "BB", "x", "C#"}) {
      switch (await(p.f(s))) {
        case "Aa":
          text += await(p.f("first"));
          break;
        case "BB":
          text += s + await(p.f("second"));
          break;
        case "C#":
          text += await(p.f("third"));
          break;
        default:
          text += await(p.f("none"));
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> enums(Probe p) {
    String text = "";
    for (Color color : Color.values()) {
      switch (await(p.f(color))) {
        case RED -> text += await(p.f("r"));
        case BLUE -> {
          String blue = await(p.f("b"));
          text += blue + color;
        }
        default -> text += color.name();
      }
    }
    return ready(text);
  }

  @Async
  public static Future<Integer> enumExpression(Probe p) {
    int n = 0;
    for (Color color : Color.values()) {
      n =
          n * 10
              + switch (color) {
                case RED -> await(p.f(1));
                case GREEN -> 2;
                case BLUE -> await(p.f(3)) + color.ordinal();
              };
    }
    return ready(n);
  }

  @Async
  public static Future<String> expressionWithYield(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      String s =
          switch (i) {
            case 0 -> {
              String a = await(p.f("a"));
              yield a + await(p.f("b"));
            }
            case 1 -> await(p.f("c")) + i;
            default -> {
              int n = i;
              while (true) {
                if (await(p.f(n)) > 4) {
                  yield "d" + n;
                }
                n++;
              }
            }
          };
      text += s;
    }
    return ready(text);
  }

  @Async
  public static Future<String> valuesBelowExpression(Probe p) {
    String s = p.log("k");
    return ready(
        StackShapes.mixed(
            p.log(1),
            p.log(2L),
            switch (s) {
              case "a" -> await(p.f("A"));
              case "k" -> {
                String inner = await(p.f("K"));
                yield inner + await(p.f("!"));
              }
              default -> "none";
            },
            await(p.f(2.5)),
            switch (await(p.f(Color.GREEN))) {
              case RED -> 1;
              case GREEN -> await(p.f(2));
              case BLUE -> 3;
            }));
  }

  @Async
  public static Future<String> expressionThatThrows(Probe p) {
    int n = await(p.f(4));
    return ready(
        "never "
            + switch (n) {
              case 1 -> await(p.f("one"));
              case 2 -> "two";
              default -> throw new IllegalArgumentException(await(p.f("no ")) + n);
            });
  }

  @Async
  public static Future<String> tryInsideExpression(Probe p) {
    int below = p.log(7);
    String s =
        below
            + switch (await(p.f(1))) {
              case 1 -> {
                try {
                  yield await(p.<String>fail(new IllegalStateException("x")));
                } catch (IllegalStateException e) {
                  yield await(p.f("caught ")) + e.getMessage();
                } finally {
                  p.log(await(p.f("finally")));
                }
              }
              default -> "default";
            };
    return ready(s + below);
  }

  @Async
  public static Future<String> nested(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      switch (i / 2) {
        case 0:
          switch (await(p.f(i))) {
            case 0:
              text += "00";
              break;
            default:
              text += await(p.f("01"));
          }
          break;
        default:
          text += i % 2 == 0 ? await(p.f("10")) : "11";
      }
      text += await(p.f(","));
    }
    return ready(text);
  }

  @Async
  public static Future<String> continueAndBreakInLoop(Probe p) {
    String text = "";
    loop:
    for (int i = 0; ; i++) {
      switch (await(p.f(i % 4))) {
        case 0:
          continue;
        case 1:
          text += await(p.f("one "));
          continue loop;
        case 2:
          break;
        default:
          break loop;
      }
      text += i + await(p.f(" two "));
    }
    return ready(text);
  }

  @Async
  public static Future<Integer> localSharedByCases(Probe p) {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      switch (i) {
        case 0:
          int x = await(p.f(5));
          sum += x;
        case 1:
          x = await(p.f(7)) + sum;
          sum += x;
          break;
        default:
          x = i;
          sum += await(p.f(x));
      }
    }
    return ready(sum);
  }

  @Async
  public static Future<String> chars(Probe p) {
    String text = "";
    for (char c : "abz".toCharArray()) {
      switch (await(p.f(c))) {
        case 'a' -> text += await(p.f('1'));
        case 'b' -> text += c;
        default -> text += (char) (c - await(p.f(1)));
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> boxes(Probe p) {
    Byte b = await(p.f((byte) 3));
    Integer i = await(p.f(300));
    String text = "";
    switch (b) {
      case 3:
        text += await(p.f("three"));
    }
    switch (i) {
      case 44:
        text += "wrong";
        break;
      case 300:
        text += await(p.f("three hundred"));
    }
    return ready(text + b + i);
  }

  @Async
  public static Future<String> nullSelector(Probe p) {
    switch (await(p.<String>f(null))) {
      case "a":
        return ready(await(p.f("a")));
      default:
        return ready("default");
    }
  }

  @Async
  public static Future<Object> expressionOfMixedTypes(Probe p) {
    Object[] out = new Object[3];
    for (int i = 0; i < 3; i++) {
      out[i] =
          switch (i) {
            case 0 -> await(p.f(1L));
            case 1 -> (Comparable<?>) await(p.f("s"));
            default -> 'c';
          };
    }
    return ready(out);
  }

  @Async
  public static Future<Object> expressionOfNumbers(Probe p) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum +=
          switch (i) {
            case 0 -> await(p.f(1));
            case 1 -> await(p.f(2L)) << 3;
            default -> await(p.f(0.5f));
          };
    }
    return ready(sum);
  }

  @Async
  public static Future<String> returnFromCases(Probe p) {
    switch (await(p.f("b"))) {
      case "a":
        return ready("A");
      case "b":
        return ready(await(p.f("B")));
      default:
        throw new IllegalStateException();
    }
  }
}
