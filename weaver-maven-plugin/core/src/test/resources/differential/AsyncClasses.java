package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.AsyncLambda;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.weaver.differential.Probe;
import differential.other.Walk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Classes of all kinds that implement async interfaces. */
public final class AsyncClasses {
  private AsyncClasses() {}

  @AsyncLambda
  interface Handler<T> {
    T handle(T request) throws IOException;
  }

  @AsyncLambda
  interface Area {
    double of(long width, double height);
  }

  /** Named, generic by a bridge. */
  static class Appending implements Handler<String> {
    final Probe p;
    private int calls;

    Appending(Probe p) {
      this.p = p;
    }

    @Override
    public String handle(String request) throws IOException {
      calls++;
      return request + await(p.f("a")) + calls;
    }
  }

  static final class Doubling extends Appending {
    Doubling(Probe p) {
      super(p);
    }

    @Override
    public String handle(String request) throws IOException {
      String first = super.handle(request + await(p.f("d")));
      return first + super.handle(first);
    }
  }

  static final class Inheriting extends Appending {
    Inheriting(Probe p) {
      super(p);
    }
  }

  /** Doesn't await, but what it overrides does. */
  static class Plain extends Appending {
    Plain(Probe p) {
      super(p);
    }

    @Override
    public String handle(String request) {
      return p.log(request + "plain");
    }
  }

  static final class AwaitingAgain extends Plain {
    AwaitingAgain(Probe p) {
      super(p);
    }

    @Override
    public String handle(String request) {
      return super.handle(request + await(p.f("again"))) + super.handle("2");
    }
  }

  @Async
  public static Future<Object> named(Probe p) throws IOException {
    Appending appending = new Appending(p);
    Handler<String> handler = appending;
    return ready(handler.handle("x") + appending.handle(await(p.f("y"))));
  }

  @Async
  public static Future<Object> superCalls(Probe p) throws IOException {
    Handler<String> handler = new Doubling(p);
    return ready(handler.handle("x") + handler.handle("y"));
  }

  @Async
  public static Future<Object> inherited(Probe p) throws IOException {
    Handler<String> handler = new Inheriting(p);
    Inheriting inheriting = new Inheriting(p);
    return ready(handler.handle("x") + inheriting.handle("y"));
  }

  @Async
  public static Future<Object> overriddenByPlain(Probe p) throws IOException {
    Handler<String> plain = new Plain(p);
    Appending appending = new Plain(p);
    Plain direct = new AwaitingAgain(p);
    await(p.f("before"));
    return ready(plain.handle("x") + appending.handle("y") + direct.handle("z"));
  }

  abstract static class Base<T> implements Handler<T> {
    abstract T twice(T t) throws IOException;

    T four(T t) throws IOException {
      return twice(twice(t));
    }
  }

  static final class OfBase extends Base<Integer> {
    private final Probe p;

    OfBase(Probe p) {
      this.p = p;
    }

    @Override
    public Integer handle(Integer request) {
      return request + await(p.f(1));
    }

    @Override
    Integer twice(Integer t) {
      return t * 2;
    }
  }

  @Async
  public static Future<Object> abstractBase(Probe p) throws IOException {
    Base<Integer> base = new OfBase(p);
    Handler<Integer> handler = base;
    return ready(base.handle(5) * 100 + handler.handle(base.four(1)));
  }

  record Rectangle(Probe p, String name) implements Area, AsyncCallable<String, IOException> {
    @Override
    public double of(long width, double height) {
      long w = await(p.f(width));
      return w * await(p.f(height));
    }

    @Override
    public String call() throws IOException {
      return name + await(p.f(name.length()));
    }
  }

  @Async
  public static Future<Object> records(Probe p) throws IOException {
    Area area = new Rectangle(p, "rect");
    double size = area.of(3, 1.5);
    size += new Rectangle(p, "r").of(2, await(p.f(0.25)));
    return ready(size + await(async(new Rectangle(p, "called"))) + new Rectangle(p, "c").call());
  }

  enum Shape implements AsyncFunction<Probe, String, RuntimeException> {
    SQUARE {
      @Override
      public String apply(Probe p) {
        return super.apply(p) + await(p.f("square")) + ordinal();
      }
    },
    CIRCLE {
      @Override
      public String apply(Probe p) {
        return "circle" + name();
      }
    },
    OTHER;

    @Override
    public String apply(Probe p) {
      return name() + await(p.f("shape"));
    }
  }

  @Async
  public static Future<Object> enums(Probe p) {
    String text = "";
    for (Shape shape : Shape.values()) {
      text += shape.apply(p) + ";";
    }
    return ready(text);
  }

  @Async
  public static Future<Object> anonymous(Probe p) throws IOException {
    int captured = await(p.f(4));
    long wide = await(p.f(1L << 33));
    Handler<Long> handler =
        new Handler<>() {
          private long calls = wide;

          @Override
          public Long handle(Long request) {
            calls += await(p.f(captured));
            return helper(request) + await(p.f(1L));
          }

          private long helper(long n) {
            return n + calls;
          }
        };
    return ready(handler.handle(1L) + handler.handle(await(p.f(2L))));
  }

  @Async
  public static Future<Object> anonymousBuiltIns(Probe p) {
    List<Object> seen = new ArrayList<>();
    await(
        async(
            new AsyncRunnable<RuntimeException>() {
              @Override
              public void run() {
                seen.add(await(p.f("run")));
              }
            }));
    seen.add(
        await(
            async(
                new AsyncCallable<Integer, RuntimeException>() {
                  @Override
                  public Integer call() {
                    return seen.size() + await(p.f(5));
                  }
                })));
    seen.add(
        await(
            async(
                new FutureCallable<String, RuntimeException>() {
                  @Override
                  public Future<String> call() {
                    String s = await(p.f("future"));
                    return p.f(s + await(p.f("!")));
                  }
                })));
    return ready(seen);
  }

  @Async
  public static Future<Object> localAndInner(Probe p) throws IOException {
    String outer = await(p.f("outer"));
    class Local implements Handler<String> {
      @Override
      public String handle(String request) {
        return request + outer + await(p.f("local"));
      }
    }
    return ready(new Local().handle("l") + new Outer(p).run("o"));
  }

  static final class Outer {
    private final Probe p;
    private String state = "";

    Outer(Probe p) {
      this.p = p;
    }

    final class Inner implements Handler<String> {
      @Override
      public String handle(String request) {
        state += request + await(p.f("inner"));
        return state + hidden(await(p.f("h")));
      }
    }

    private String hidden(String s) {
      return s + state.length();
    }

    String runPlain(String s) {
      return s;
    }

    @Override
    public String toString() {
      return state;
    }

    String run(String s) {
      return runPlain(s);
    }

    @Async
    Future<String> runInner(String s) throws IOException {
      Inner inner = new Inner();
      return ready(inner.handle(s) + inner.handle("2") + this);
    }
  }

  @Async
  public static Future<Object> inner(Probe p) throws IOException {
    return ready(await(new Outer(p).runInner("i")));
  }

  interface Greeting extends Handler<String> {
    Probe probe();

    @Override
    default String handle(String request) {
      return request + await(probe().f("default"));
    }
  }

  record Greeter(Probe probe) implements Greeting {}

  record LoudGreeter(Probe probe) implements Greeting {
    @Override
    public String handle(String request) {
      return Greeting.super.handle(request) + await(probe.f("!")) + Greeting.super.handle("loud");
    }
  }

  record PlainGreeter(Probe probe) implements Greeting {
    @Override
    public String handle(String request) {
      return request + "plain";
    }
  }

  /** A class's method wins over an interface's. */
  static class Answer {
    public String handle(String request) {
      return request + "answer";
    }
  }

  static final class Answering extends Answer implements Greeting {
    private final Probe probe;

    Answering(Probe probe) {
      this.probe = probe;
    }

    @Override
    public Probe probe() {
      return probe;
    }
  }

  @Async
  public static Future<Object> defaultMethods(Probe p) throws IOException {
    String text = "";
    List<Handler<String>> all =
        List.of(new Greeter(p), new LoudGreeter(p), new PlainGreeter(p), new Answering(p));
    for (Handler<String> handler : all) {
      text += handler.handle("g") + await(p.f(";"));
    }
    Greeting greeting = new LoudGreeter(p);
    return ready(text + greeting.handle("h"));
  }

  /** Two interfaces with the same method, and two with methods of the same parameters. */
  @AsyncLambda
  interface First {
    String one(String s);
  }

  @AsyncLambda
  interface FirstAgain {
    String one(String s);
  }

  @AsyncLambda
  interface Second {
    String two(String s);
  }

  record Many(Probe p) implements First, FirstAgain, Second {
    @Override
    public String one(String s) {
      return two(s + await(p.f("1")));
    }

    @Override
    public String two(String s) {
      return s + await(p.f("2"));
    }
  }

  @Async
  public static Future<Object> severalInterfaces(Probe p) {
    Many many = new Many(p);
    First first = many;
    FirstAgain again = many;
    Second second = many;
    return ready(first.one("a") + again.one("b") + second.two("c") + many.one("d"));
  }

  @Async
  public static Future<Object> otherPackage(Probe p) {
    Walk<String> walk = new Walk.Slow(p);
    Walk.Slow slow =
        new Walk.Slow(p) {
          @Override
          public String next(String before, String text) {
            return super.next(before + await(p.f("sub")), text);
          }
        };
    return ready(walk.next("a", "b") + slow.next("c", "d") + walk.twice("e"));
  }

  @Async
  public static Future<Object> lambdasInClasses(Probe p) throws IOException {
    Handler<Handler<String>> handler =
        new Handler<>() {
          @Override
          public Handler<String> handle(Handler<String> request) throws IOException {
            String s = request.handle("r") + await(p.f("s"));
            Supplier<String> plain = () -> s + "p";
            return t -> t + plain.get() + request.handle(s) + await(p.f("t"));
          }
        };
    return ready(handler.handle(s -> s + await(p.f("0"))).handle("x"));
  }

  static final class Overloads implements Handler<String> {
    private final Probe p;

    Overloads(Probe p) {
      this.p = p;
    }

    @Override
    public String handle(String request) {
      return "string" + await(p.f(request));
    }

    public String handle(Integer request) {
      return "integer" + request;
    }

    String handle(String request, int n) {
      return handle(n) + request;
    }
  }

  @Async
  public static Future<Object> overloads(Probe p) {
    Overloads overloads = new Overloads(p);
    return ready(overloads.handle("s") + overloads.handle(5) + overloads.handle("t", 6));
  }

  static final class Recursive implements Handler<Integer> {
    private final Probe p;

    Recursive(Probe p) {
      this.p = p;
    }

    @Override
    public Integer handle(Integer n) {
      return n == 0 ? await(p.f(0)) : handle(n - 1) + 1;
    }
  }

  @Async
  public static Future<Object> recursion(Probe p) {
    return ready(new Recursive(p).handle(600));
  }

  static final class Failing implements AsyncFunction<Integer, String, IOException> {
    private final Probe p;

    Failing(Probe p) {
      this.p = p;
    }

    @Override
    public String apply(Integer n) throws IOException {
      try {
        if (await(p.f(n)) == 0) {
          throw new IOException("zero");
        }
        return "n" + await(p.<String>fail(new IllegalStateException("not zero")));
      } catch (IllegalStateException e) {
        return e.getMessage() + await(p.f("!"));
      } finally {
        p.log(await(p.f("finally")));
      }
    }
  }

  @Async
  public static Future<Object> failures(Probe p) {
    List<Object> seen = new ArrayList<>();
    AsyncFunction<Integer, String, IOException> failing = new Failing(p);
    for (int i = 0; i < 2; i++) {
      try {
        seen.add(failing.apply(i));
      } catch (IOException e) {
        seen.add(e);
      }
    }
    return ready(seen);
  }
}
