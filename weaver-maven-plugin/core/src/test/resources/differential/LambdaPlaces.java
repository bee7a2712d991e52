package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Async lambdas in all the places where a lambda can stand. */
public final class LambdaPlaces {
  private final Probe p;
  private final AsyncCallable<String, RuntimeException> inField = () -> await(here().f("field"));
  private final AsyncCallable<String, RuntimeException> inConstructor;

  private static final Function<Probe, AsyncCallable<Integer, RuntimeException>> STATIC =
      p -> () -> await(p.f(5)) + 1;

  private LambdaPlaces(Probe p) {
    this.p = p;
    String local = "local";
    inConstructor = () -> local + await(p.f("constructor")) + this.p.log("!");
  }

  private Probe here() {
    return p;
  }

  @Async
  public static Future<Object> fieldsAndConstructors(Probe p) {
    LambdaPlaces places = new LambdaPlaces(p);
    String a = await(async(places.inField));
    return ready(a + await(async(places.inConstructor)) + await(async(places.inField)));
  }

  @Async
  public static Future<Object> staticInitializer(Probe p) {
    return ready(await(async(STATIC.apply(p))) + await(async(STATIC.apply(p))));
  }

  @Async
  public static Future<Object> insidePlainLambda(Probe p) {
    String captured = await(p.f("c"));
    Supplier<Future<String>> supplier = () -> async(() -> captured + await(p.f("inner")));
    return ready(await(supplier.get()) + await(supplier.get()));
  }

  @Async
  public static Future<Object> ofPlainMethod(Probe p) {
    return ready(await(plain(p, 3)) + await(plain(p, 4)));
  }

  private static Future<Integer> plain(Probe p, int n) {
    p.log("called");
    return async(() -> n * await(p.f(n)));
  }

  interface Maker {
    default Future<String> make(Probe p, String s) {
      return async(() -> s + await(p.f(name())));
    }

    static Future<String> fixed(Probe p) {
      return async(() -> await(p.f("fixed")));
    }

    String name();
  }

  record Named(String name) implements Maker {
    Future<Integer> length(Probe p) {
      return async(() -> name.length() * await(p.f(2)));
    }
  }

  enum Kind implements Maker {
    ONE {
      @Override
      public Future<String> make(Probe p, String s) {
        return async(() -> await(super.make(p, s)) + ordinal());
      }
    },
    TWO;
  }

  @Async
  public static Future<Object> inInterface(Probe p) {
    return ready(await(new Named("n").make(p, "s")) + await(Maker.fixed(p)));
  }

  @Async
  public static Future<Object> inRecord(Probe p) {
    return ready(await(new Named("abc").length(p)));
  }

  @Async
  public static Future<Object> inEnumConstant(Probe p) {
    return ready(await(Kind.ONE.make(p, "a")) + await(Kind.TWO.make(p, "b")));
  }

  @Async
  public static Future<Object> inAnonymousClass(Probe p) {
    String outer = await(p.f("outer"));
    Maker maker =
        new Maker() {
          private int calls;

          @Override
          public String name() {
            return outer + calls;
          }

          @Override
          public Future<String> make(Probe p, String s) {
            calls++;
            return async(() -> await(Maker.super.make(p, s)) + outer + calls++);
          }
        };
    return ready(await(maker.make(p, "x")) + await(maker.make(p, "y")));
  }

  @Async
  public static Future<Object> inSwitchAndTernary(Probe p) {
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int n = i;
      AsyncCallable<String, RuntimeException> lambda =
          switch (i) {
            case 0 -> () -> "zero" + await(p.f(n));
            case 1 -> n > 5 ? () -> "never" : () -> await(p.f("one")) + n;
            default -> () -> "plain";
          };
      seen.add(await(async(lambda)));
    }
    return ready(seen);
  }

  @Async
  public static Future<Object> earlyReturns(Probe p) {
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int n = i;
      AsyncRunnable<RuntimeException> lambda =
          () -> {
            if (n == 0) {
              return;
            }
            seen.add(await(p.f("some" + n)));
            if (n == 1) {
              return;
            }
            seen.add(await(p.f("more")));
          };
      await(async(lambda));
    }
    return ready(seen);
  }

  @Async
  public static Future<Object> endless(Probe p) {
    int[] n = {0};
    AsyncCallable<String, RuntimeException> lambda =
        () -> {
          while (true) {
            n[0] += await(p.f(1));
            if (n[0] == 3) {
              throw new IllegalStateException("stopped at " + n[0]);
            }
          }
        };
    try {
      return ready(await(async(lambda)));
    } catch (IllegalStateException e) {
      return ready(e.getMessage() + await(p.f("!")));
    }
  }

  @Async
  public static Future<Object> parameterOfItsOwnClass(Probe p) {
    return ready(await(new Runner(p).run(r -> async(() -> r.p.log("r") + await(r.p.f("s"))))));
  }

  record Runner(Probe p) {
    @Async
    Future<String> run(Function<Runner, Future<String>> code) {
      String first = await(code.apply(this));
      return ready(first + await(code.apply(this)));
    }
  }

  @Async
  public static Future<Object> genericCapture(Probe p) {
    return ready(await(pair(p, "a", 5)) + "" + await(pair(p, 0.5, 'c')));
  }

  private static <A, B extends Comparable<B>> Future<List<Object>> pair(Probe p, A a, B b) {
    return async(
        () -> {
          A gotA = await(p.f(a));
          B gotB = await(p.f(b));
          return List.of(gotA, gotB, gotB.compareTo(b));
        });
  }
}
