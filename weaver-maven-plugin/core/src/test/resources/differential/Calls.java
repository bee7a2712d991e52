package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;

/** Awaits of calls, which may be made without a future in between (DESIGN's fused call). */
public final class Calls {
  private Calls() {}

  static class Base {
    final String name;

    Base(String name) {
      this.name = name;
    }

    @Async
    Future<String> virtual(Probe p) {
      return ready("Base.virtual " + name + await(p.f(1)));
    }

    @Async
    final Future<String> last(Probe p) {
      return ready("Base.last " + name + await(p.f(2)) + await(virtual(p)));
    }

    @Async
    private Future<String> hidden(Probe p) {
      return ready("Base.hidden " + await(p.f(3)));
    }

    @Async
    Future<String> callsHidden(Probe p) {
      return ready(await(hidden(p)) + await(this.hidden(p)));
    }

    @Async
    static Future<String> fixed(Probe p) {
      return ready("Base.fixed " + await(p.f(4)));
    }
  }

  static class Sub extends Base {
    Sub(String name) {
      super(name);
    }

    @Async
    @Override
    Future<String> virtual(Probe p) {
      return ready("Sub.virtual " + name + await(p.f(5)) + await(super.virtual(p)));
    }

    @Async
    private Future<String> hidden(Probe p) {
      return ready("Sub.hidden " + await(p.f(6)));
    }

    @Async
    Future<String> callsOwnHidden(Probe p) {
      return ready(await(hidden(p)) + await(callsHidden(p)));
    }

    @Async
    static Future<String> fixed(Probe p) {
      return ready("Sub.fixed " + await(p.f(7)));
    }
  }

  static final class Leaf extends Sub {
    Leaf() {
      super("leaf");
    }

    @Override
    Future<String> virtual(Probe p) {
      return p.f("plain override");
    }
  }

  @Async
  public static Future<Object> overriddenMethods(Probe p) {
    String text = "";
    for (Base base : new Base[] {new Base("b"), new Sub("s"), new Leaf()}) {
      text += await(base.virtual(p)) + await(base.last(p)) + ";";
    }
    return ready(text);
  }

  @Async
  public static Future<Object> privateMethodsOfOneName(Probe p) {
    return ready(await(new Sub("s").callsOwnHidden(p)) + await(new Base("b").callsHidden(p)));
  }

  @Async
  public static Future<Object> staticMethodsOfOneName(Probe p) {
    return ready(await(Base.fixed(p)) + await(Sub.fixed(p)) + await(Leaf.fixed(p)));
  }

  @Async
  public static Future<Object> inheritedMethod(Probe p) {
    return ready(await(new Leaf().last(p)) + await(new Sub("s").callsHidden(p)));
  }

  @Async
  static Future<String> greet(Probe p, String name) {
    return ready("hi " + name + await(p.f("!")));
  }

  @Async
  public static Future<Object> assignedOnTheWay(Probe p) {
    Future<String> f;
    String text = await(f = greet(p, p.log("ann")));
    return ready(text + (f != null));
  }

  @Async
  public static Future<Object> choiceOfCalls(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      text += await(i == 0 ? greet(p, "a") : i == 1 ? new Base("x").virtual(p) : p.f("leaf"));
    }
    return ready(text);
  }

  static <T> Future<T> same(Future<T> future) {
    return future;
  }

  @Async
  public static Future<Object> throughAPlainMethod(Probe p) {
    return ready(await(same(greet(p, "a"))) + await(Calls.<String>same(same(greet(p, "b")))));
  }

  @Async
  @SuppressWarnings("unchecked")
  public static Future<Object> castOnTheWay(Probe p) {
    Object o = await((Future<Object>) (Future<?>) greet(p, "a"));
    Future<String> kept = greet(p, "b");
    return ready(o + await((Future<String>) (Object) kept));
  }

  @Async
  public static Future<Object> nullReceivers(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      Base none = await(p.f(null));
      try {
        text +=
            i == 0
                ? await(none.virtual(p.log(p)))
                : i == 1 ? await(none.last(p)) : await(none.hidden(p));
      } catch (NullPointerException e) {
        text += "null" + i;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<Object> argumentsInOrder(Probe p) {
    return ready(
        await(
            sum(
                p,
                p.log(1),
                await(p.f(2L)),
                await(greet(p, "c")),
                p.log(4.5),
                await(p.f(true)) ? p.log('x') : 'y')));
  }

  @Async
  static Future<String> sum(Probe p, int a, long b, String c, double d, char e) {
    String text = a + "," + b + "," + c + "," + d + "," + e;
    return ready(text + await(p.f("!")));
  }

  @Async
  public static Future<Object> valuesBelowTheCall(Probe p) {
    return ready(
        StackShapes.mixed(
            p.log(1), 2L, await(greet(p, await(greet(p, "x")))), await(half(p, 3)), p.log(5)));
  }

  @Async
  static Future<Double> half(Probe p, int n) {
    return ready(n / await(p.f(2.0)));
  }

  @Async
  public static Future<Object> resultsOfAllTypes(Probe p) {
    boolean z = await(truth(p));
    char c = await(letter(p));
    long j = await(big(p));
    float f = await(fraction(p));
    int[] a = await(array(p));
    Void v = await(nothing(p));
    return ready(z + "" + c + j + f + a[0] + v);
  }

  @Async
  static Future<Boolean> truth(Probe p) {
    return ready(!await(p.f(false)));
  }

  @Async
  static Future<Character> letter(Probe p) {
    return ready((char) (await(p.f('a')) + 1));
  }

  @Async
  static Future<Long> big(Probe p) {
    return ready(await(p.f(1L)) << 40);
  }

  @Async
  static Future<Float> fraction(Probe p) {
    return ready(await(p.f(0.5f)));
  }

  @Async
  static Future<int[]> array(Probe p) {
    return ready(new int[] {await(p.f(7))});
  }

  @Async
  static Future<Void> nothing(Probe p) {
    await(p.f(0));
    return ready();
  }

  @Async
  public static Future<Object> resultNotUsed(Probe p) {
    await(greet(p, "a"));
    await(big(p));
    await(nothing(p));
    return ready("end");
  }

  /** A future that was written by hand. */
  static final class Wrapper implements Future<String> {
    final Future<String> inner;

    Wrapper(Future<String> inner) {
      this.inner = inner;
    }

    @Override
    public Object poll(Context context) throws Throwable {
      return inner.poll(context);
    }

    @Override
    public Object cancel(Context context) throws Throwable {
      return inner.cancel(context);
    }
  }

  @Async
  public static Future<Object> futureWrittenByHand(Probe p) {
    Wrapper wrapper = new Wrapper(p.f("inner"));
    return ready(await(wrapper) + await(new Wrapper(p.f(await(p.f("x"))))));
  }
}
