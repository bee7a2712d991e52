package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Async methods of interfaces and in hierarchies. */
public final class Interfaces {
  private Interfaces() {}

  interface Greeter {
    String name();

    @Async
    default Future<String> greet(Probe p) {
      String text = await(p.f("hello ")) + name();
      return ready(text + await(end(p, 2)));
    }

    @Async
    private Future<String> end(Probe p, int n) {
      return ready(name().length() + await(repeated(p, "!", n)) + await(p.f(n)));
    }

    @Async
    private static Future<String> repeated(Probe p, String s, int n) {
      String text = "";
      for (int i = 0; i < n; i++) {
        text += await(p.f(s));
      }
      return ready(text);
    }

    @Async
    static Future<Greeter> named(Probe p, String name) {
      String got = await(p.f(name));
      return ready(() -> got);
    }
  }

  interface Polite {
    @Async
    default Future<String> greet(Probe p) {
      return ready(await(p.f("good day ")));
    }
  }

  static final class Both implements Greeter, Polite {
    @Override
    public String name() {
      return "both";
    }

    @Async
    @Override
    public Future<String> greet(Probe p) {
      String a = await(Greeter.super.greet(p));
      return ready(a + await(Polite.super.greet(p)) + await(p.f("done")));
    }
  }

  static final class Plain implements Greeter {
    @Override
    public String name() {
      return "plain";
    }
  }

  sealed interface Shape permits Circle, Square {
    Future<Double> area(Probe p);
  }

  record Circle(double radius) implements Shape {
    @Async
    @Override
    public Future<Double> area(Probe p) {
      double r = await(p.f(radius));
      return ready(r * radius * await(p.f(3)));
    }
  }

  record Square(double side) implements Shape {
    @Override
    public Future<Double> area(Probe p) {
      return p.f(side * side);
    }
  }

  abstract static class Template {
    final Probe p;
    int calls;

    Template(Probe p) {
      this.p = p;
    }

    abstract Future<String> step(int n);

    @Async
    final Future<String> run() {
      String text = "";
      for (int i = 0; i < 3; i++) {
        text += await(step(i));
      }
      return ready(text + calls);
    }
  }

  static class Middle extends Template {
    Middle(Probe p) {
      super(p);
    }

    @Async
    @Override
    Future<String> step(int n) {
      calls += await(p.f(1));
      return ready("m" + n);
    }
  }

  static final class Lowest extends Middle {
    Lowest(Probe p) {
      super(p);
    }

    @Async
    @Override
    Future<String> step(int n) {
      String above = await(super.step(n * 10));
      return ready("(" + above + await(p.f("l")) + n + ")");
    }
  }

  @Async
  @Pitfall(65)
  public static Future<Object> defaultMethod(Probe p) {
    return ready(await(new Plain().greet(p)));
  }

  @Async
  @Pitfall(65)
  public static Future<Object> staticMethod(Probe p) {
    Greeter greeter = await(Greeter.named(p, "ann"));
    return ready(await(greeter.greet(p)));
  }

  @Async
  @Pitfall(51)
  public static Future<Object> superOfInterfaces(Probe p) {
    Polite polite = new Both();
    return ready(await(polite.greet(p)) + await(new Both().greet(p)));
  }

  @Async
  @Pitfall(66)
  public static Future<Object> sealedHierarchy(Probe p) {
    double sum = 0;
    for (Shape shape : new Shape[] {new Circle(2), new Square(3)}) {
      sum += await(shape.area(p));
    }
    return ready(sum);
  }

  @Async
  public static Future<Object> templateMethod(Probe p) {
    return ready(await(new Middle(p).run()) + await(new Lowest(p).run()));
  }

  @Async
  public static Future<Object> anonymousClasses(Probe p) {
    String captured = await(p.f("captured"));
    Template template =
        new Template(p) {
          @Async
          @Override
          Future<String> step(int n) {
            int before = calls++;
            return ready(captured + n + await(p.f(before)));
          }
        };
    Polite polite = new Polite() {};
    return ready(await(template.run()) + await(polite.greet(p)));
  }

  @Async
  @Pitfall(64)
  public static Future<Object> staticMethodsOfOtherInterfaces(Probe p) {
    String text = await(p.f("x"));
    Function<String, String> same = Function.identity();
    List<String> list = new ArrayList<>(List.of(text, await(p.f("a"))));
    list.sort(Comparator.naturalOrder());
    return ready(same.apply(await(p.f("y"))) + list);
  }

  @Async
  @Pitfall({60, 64})
  public static Future<Object> overloads(Probe p) {
    return ready(
        await(m(p, 1)) + await(m(p, 1L)) + await(m(p, 1.0)) + await(m(p, "1")) + await(m(p, 1, 2)));
  }

  @Async
  static Future<String> m(Probe p, int n) {
    return ready("int" + await(p.f(n)));
  }

  @Async
  static Future<String> m(Probe p, long n) {
    return ready("long" + await(p.f(n)));
  }

  @Async
  static Future<String> m(Probe p, double n) {
    return ready("double" + await(p.f(n)));
  }

  @Async
  static Future<String> m(Probe p, Object n) {
    return ready("object" + await(p.f(n)));
  }

  @Async
  static Future<String> m(Probe p, int... n) {
    return ready("ints" + await(p.f(n.length)) + n[0]);
  }
}
