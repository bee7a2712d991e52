package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;

/** The moment at which classes are initialized. */
public final class ClassInit {
  private ClassInit() {}

  @Async
  @Pitfall(7)
  public static Future<Object> beforeArguments(Probe p) {
    p.log("start");
    return ready(new Noisy(p.log(await(p.f("argument")))).name);
  }

  @Async
  public static Future<Object> byStaticCall(Probe p) {
    String text = await(p.f("a"));
    return ready(text + Noisy.make(await(p.f("b"))).name + Noisy.count);
  }

  @Async
  public static Future<Object> failing(Probe p) {
    try {
      return ready(new Failing(await(p.f("argument"))).toString());
    } catch (ExceptionInInitializerError e) {
      return ready(await(p.f("failed: ")) + e.getCause().getMessage());
    }
  }

  static final class Noisy {
    static int count;
    final String name;

    static {
      Probe.of(Noisy.class).log("Noisy is initialized");
    }

    Noisy(String name) {
      this.name = name + ++count;
    }

    static Noisy make(String name) {
      return new Noisy(name);
    }
  }

  static final class Failing {
    static final int NUMBER = number();

    Failing(String unused) {}

    private static int number() {
      throw new IllegalStateException("no number");
    }
  }
}
