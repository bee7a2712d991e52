package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.List;

/** Awaits in switches over types, in their guards too: each guard that fails starts over. */
public final class PatternSwitches {
  private PatternSwitches() {}

  sealed interface Shape permits Circle, Square, Group {}

  record Circle(int radius) implements Shape {}

  record Square(long side) implements Shape {}

  record Group(Shape first, Shape second) implements Shape {}

  enum Color {
    RED,
    GREEN
  }

  private static final List<Object> OBJECTS =
      List.of("text", "", 5, 500, 'c', new Circle(3), Color.GREEN, new int[] {1, 2}, 2.5);

  @Async
  public static Future<String> types(Probe p) {
    String text = "";
    for (Object o : OBJECTS) {
      switch (o) {
        case String s:
          text += s + await(p.f("string")) + s.length();
          break;
        case Integer i:
          text += await(p.f(i)) + i;
          break;
        case int[] a:
          text += a[0] + await(p.f(a)).length;
          break;
        default:
          text += await(p.f("other")) + o.getClass().getSimpleName();
      }
      text += ";";
    }
    return ready(text);
  }

  @Async
  @Pitfall(89)
  public static Future<String> guards(Probe p) {
    String text = "";
    for (Object o : OBJECTS) {
      text +=
          switch (o) {
                case String s when await(p.f(s.isEmpty())) -> "empty";
                case String s when s.length() == await(p.f(4)) && await(p.f(true)) ->
                    s + await(p.f("!"));
                case String s -> "never" + s;
                case Integer i when await(p.f(i)) > 100 && !await(p.f(false)) -> "big";
                case Integer i when await(p.f(false)) -> "never" + i;
                case Integer i -> i + await(p.f("small"));
                case Color c when await(p.f(c)) == Color.RED -> "red";
                case Shape s when s instanceof Circle(int r) && await(p.f(r)) == 3 ->
                    "circle " + r + await(p.f("."));
                default -> await(p.f("none"));
              }
              + ";";
    }
    return ready(text);
  }

  @Async
  public static Future<String> nullAndDefault(Probe p) {
    String text = "";
    for (Object o : new Object[] {null, "s", 1}) {
      text +=
          switch (await(p.f(o))) {
            case null -> await(p.f("null"));
            case String s -> s + await(p.f("?"));
            default -> o + await(p.f("!"));
          };
    }
    for (String s : new String[] {null, "a", "b"}) {
      switch (s) {
        case "a" -> text += await(p.f("first"));
        case null, default -> text += await(p.f("rest")) + s;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> notNull(Probe p) {
    Object none = await(p.f(null));
    return ready(
        switch (none) {
          case String s -> s;
          default -> await(p.f("not here"));
        });
  }

  @Async
  static Future<Long> area(Probe p, Shape shape) {
    return ready(
        switch (shape) {
          case Circle(int r) -> (long) r * r * await(p.f(3));
          case Square(long side) when side < await(p.f(10L)) -> side * side;
          case Square(var side) -> await(p.f(side));
          case Group(Circle(var a), Circle(int b)) when await(p.f(a == b)) -> 2L * a;
          case Group(Shape a, Shape b) -> await(area(p, a)) + await(area(p, b));
        });
  }

  @Async
  public static Future<Object> recordPatterns(Probe p) {
    Shape[] shapes = {
      new Circle(2),
      new Square(4),
      new Square(40),
      new Group(new Circle(5), new Circle(5)),
      new Group(new Circle(5), new Group(new Square(3), new Circle(1)))
    };
    long sum = 0;
    for (Shape shape : shapes) {
      sum = sum * 7 + await(area(p, shape));
    }
    return ready(sum);
  }

  @Async
  public static Future<String> recordPatternsOfInstanceof(Probe p) {
    String text = "";
    for (Object o : new Object[] {new Group(new Circle(1), new Square(2)), new Circle(3), "s"}) {
      if (await(p.f(o)) instanceof Group(Circle(int r), Square(long s)) && s == await(p.f(2L))) {
        text += r + s + await(p.f("group"));
      } else if (!(o instanceof Circle(var r))) {
        text += await(p.f("neither"));
      } else {
        text += r + await(p.f("circle")) + r;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> valuesBelow(Probe p) {
    String text = "";
    for (Object o : List.of(new Circle(7), "s", 4L)) {
      long wide = 1L << 40;
      text +=
          text.length()
              + (wide + p.log(1))
              + switch (o) {
                case Circle(int r) when await(p.f(r > 5)) -> r + await(p.f("c"));
                case String s -> {
                  String inner = await(p.f("S"));
                  yield inner + s + wide;
                }
                default -> "d";
              }
              + await(p.f(";"));
    }
    return ready(text);
  }

  @Async
  public static Future<String> qualifiedEnumConstants(Probe p) {
    String text = "";
    for (Object o : new Object[] {Color.RED, Color.GREEN, "x"}) {
      text +=
          switch (o) {
            case Color.RED -> await(p.f("r"));
            case Color c when await(p.f(c.ordinal())) == 1 -> "g" + c;
            default -> "other";
          };
    }
    for (Color c : Color.values()) {
      text +=
          switch (c) {
            case RED -> await(p.f(1));
            case GREEN -> 2;
          };
    }
    return ready(text);
  }

  @Async
  public static Future<String> stringsWithGuards(Probe p) {
    String text = "";
    for (String s : List.of("a", "b", "bb", "c")) {
      text +=
          switch (await(p.f(s))) {
            case "a" -> "A" + await(p.f(1));
            case String t when t.length() > await(p.f(1)) -> "long " + t;
            case "b", "d" -> await(p.f("B"));
            case String t -> t + await(p.f("?"));
          };
    }
    return ready(text);
  }

  /** Its accessor fails, which the switch wraps. */
  record Failing(int number) {
    @Override
    public int number() {
      throw new IllegalStateException("no " + number);
    }
  }

  @Async
  public static Future<String> failingAccessor(Probe p) {
    Object o = await(p.f(new Failing(5)));
    try {
      return ready(
          switch (o) {
            case Failing(int n) when n == await(p.f(5)) -> "not here";
            default -> "nor here";
          });
    } catch (MatchException e) {
      return ready("caught " + e.getCause().getMessage() + await(p.f("!")));
    }
  }

  record Box<T>(T value) {}

  @Async
  public static Future<String> genericRecords(Probe p) {
    String text = "";
    for (Box<?> box : List.of(new Box<>("s"), new Box<>(5), new Box<>('c'))) {
      text +=
          switch (box) {
            case Box(String s) -> s + await(p.f("1"));
            case Box(Integer i) when await(p.f(i)) == 5 -> "five";
            case Box(var other) -> other + await(p.f("2"));
          };
    }
    return ready(text);
  }

  @Async
  public static Future<String> inLambda(Probe p) {
    String text = "";
    for (Object o : List.of("a", 1, new Circle(2))) {
      text +=
          await(
              async(
                  () ->
                      switch (o) {
                        case String s when await(p.f(true)) -> s + await(p.f("!"));
                        case Circle(int r) -> r + await(p.f("r"));
                        default -> await(p.f("d")) + o;
                      }));
    }
    return ready(text);
  }

  @Async
  public static Future<String> tryInsideAGuardedCase(Probe p) {
    String text = "";
    for (Object o : List.of(1, 2, "s")) {
      try {
        text +=
            switch (o) {
              case Integer i when await(p.f(i)) == 2 -> {
                try {
                  yield await(p.<String>fail(new IllegalStateException("two")));
                } finally {
                  text += await(p.f("finally"));
                }
              }
              case Integer i -> await(p.f("int")) + i;
              case String s when await(p.<Boolean>fail(new IllegalArgumentException("guard"))) -> s;
              default -> "not here";
            };
      } catch (IllegalStateException | IllegalArgumentException e) {
        text += e.getMessage() + await(p.f(";"));
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> continuesALoop(Probe p) {
    String text = "";
    loop:
    for (Object o : OBJECTS) {
      switch (o) {
        case Integer i when await(p.f(i > 100)) -> {
          break loop;
        }
        case String s when s.isEmpty() -> {
          text += await(p.f("empty"));
          continue loop;
        }
        case String s -> text += s;
        default -> text += await(p.f("-"));
      }
      text += ",";
    }
    return ready(text);
  }

  /** ECJ keeps on the stack what the outer switch starts over with, and drops it for the inner. */
  @Async
  @Pitfall(37)
  public static Future<String> guardsInGuards(Probe p) {
    String text = "";
    for (Object o : OBJECTS) {
      switch (o) {
        case Integer i when p.log(i > 100) -> text += i;
        case String s when p.log(
            (boolean)
                switch ((Object) s.length()) {
                  case Integer n when await(p.f(n > 100)) -> true;
                  case Integer n when p.log(n == 4) -> await(p.f(true));
                  default -> false;
                }) ->
            text += s + await(p.f(1L));
        case String s -> text += "empty";
        default -> text += await(p.f("-"));
      }
    }
    return ready(text);
  }
}
