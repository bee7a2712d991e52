package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.List;

/** Async methods of records. */
public final class Records {
  private Records() {}

  record Point(int x, long y) {
    Point {
      if (x < 0) {
        throw new IllegalArgumentException("negative " + x);
      }
    }

    @Async
    Future<Point> moved(Probe p, int by) {
      int dx = await(p.f(by));
      return ready(new Point(x + dx, y + await(p.f((long) dx * 2))));
    }

    @Async
    static Future<Point> origin(Probe p) {
      return ready(new Point(await(p.f(0)), await(p.f(0L))));
    }

    @Async
    private Future<Long> sum(Probe p) {
      return ready(x() + this.y + await(p.f(x)));
    }
  }

  record Pair<A, B extends Comparable<B>>(A first, B second, Future<A> later) {
    @Async
    Future<Pair<B, String>> swapped(Probe p) {
      A a = await(later);
      return ready(new Pair<>(await(p.f(second)), a + "" + first, p.f(second)));
    }
  }

  interface Sized {
    int size();

    @Async
    default Future<Integer> doubled(Probe p) {
      return ready(size() * await(p.f(2)));
    }
  }

  record Many(String... names) implements Sized {
    @Override
    public int size() {
      return names.length;
    }

    @Async
    Future<List<String>> greeted(Probe p) {
      List<String> out = new ArrayList<>();
      for (String name : names) {
        out.add(await(p.f("hi ")) + name + await(doubled(p)));
      }
      return ready(out);
    }
  }

  @Async
  public static Future<Object> instanceMethod(Probe p) {
    return ready(await(new Point(1, 1L << 40).moved(p, 5)).toString());
  }

  @Async
  public static Future<Object> staticAndPrivateMethods(Probe p) {
    Point origin = await(Point.origin(p));
    return ready(await(await(origin.moved(p, 3)).sum(p)) + origin.toString());
  }

  @Async
  public static Future<Object> compactConstructorFails(Probe p) {
    try {
      return ready(new Point(await(p.f(-1)), await(p.f(2L))).toString());
    } catch (IllegalArgumentException e) {
      return ready(e.getMessage() + await(p.f("!")));
    }
  }

  @Async
  @Pitfall(66)
  public static Future<Object> genericRecord(Probe p) {
    Pair<String, Integer> pair = new Pair<>("a", 5, p.f("later"));
    Pair<Integer, String> swapped = await(pair.swapped(p));
    return ready(swapped.first() + swapped.second() + await(swapped.later()));
  }

  @Async
  public static Future<Object> recordWithInterface(Probe p) {
    return ready(await(new Many("ann", "bob").greeted(p)));
  }

  @Async
  public static Future<Object> equalityAcrossAwaits(Probe p) {
    record Local(String a, double b) {}
    Local one = new Local(await(p.f("x")), 0.5);
    Local two = new Local("x", await(p.f(0.5)));
    return ready(one.equals(await(p.f(two))) + " " + (one == two) + two);
  }

  @Async
  public static Future<Object> recordAsSwitchOfTypes(Probe p) {
    String text = "";
    for (Object o : new Object[] {new Point(1, 2), new Many("z"), "s"}) {
      if (o instanceof Point point && point.x() == await(p.f(1))) {
        text += point.y() + await(p.f("p"));
      } else if (o instanceof Many many) {
        text += many.size() + await(many.doubled(p));
      } else {
        text += await(p.f("?"));
      }
    }
    return ready(text);
  }
}
