package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.AsyncLambda;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;
import differential.other.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Lambdas of the program's own async interfaces, and the calls that suspend their callers. */
public final class AsyncInterfaces {
  private AsyncInterfaces() {}

  @AsyncLambda
  interface Handler {
    String handle(String request);

    default Handler then(Handler next) {
      return request -> next.handle(handle(request));
    }

    static Handler constant(Probe p, String value) {
      return request -> await(p.f(value));
    }
  }

  @AsyncLambda
  interface Sum {
    long add(int a, double b, byte c);
  }

  @AsyncLambda
  interface Check {
    boolean test(char c, float f) throws IOException;
  }

  @AsyncLambda
  interface Action {
    void run(List<Object> seen, int... numbers);
  }

  @AsyncLambda
  interface Mapper<A, B extends Comparable<B>> {
    B map(A from);
  }

  @AsyncLambda
  interface TextMapper extends Mapper<String, String> {
    @Override
    String map(String from);
  }

  @AsyncLambda
  interface SameMapper extends Mapper<String, String> {}

  @AsyncLambda
  interface Source {
    Object get();
  }

  @AsyncLambda
  interface TextSource extends Source {
    @Override
    String get();
  }

  interface PlainText {
    String map(String from);
  }

  @AsyncLambda
  interface BothMappers extends Mapper<String, String>, PlainText {
    @Override
    String map(String from);
  }

  @AsyncLambda
  interface Inherited extends Function<String, Integer> {}

  @Async
  public static Future<Object> lambda(Probe p) {
    Handler handler = request -> request + await(p.f("x"));
    return ready(handler.handle("a") + handler.handle(await(p.f("b"))));
  }

  @Async
  public static Future<Object> primitives(Probe p) {
    int shift = await(p.f(2));
    Sum sum = (a, b, c) -> a + (long) b + (c << await(p.f(shift)));
    long total = sum.add(1, 2.5, (byte) 3);
    total += sum.add(await(p.f(10)), 1e3, (byte) -1);
    return ready(total);
  }

  @Async
  public static Future<Object> conditions(Probe p) {
    Check check = (c, f) -> await(p.f(c > 'b')) && f < 1;
    String text = "";
    try {
      for (char c = 'a'; c < 'e'; c++) {
        if (check.test(c, 0.5f) || check.test(c, await(p.f(2f)))) {
          text += c;
        }
      }
      return ready(text + (check.test('z', 0) ? "yes" : "no"));
    } catch (IOException e) {
      return ready("unreached");
    }
  }

  @Async
  public static Future<Object> withoutValue(Probe p) {
    List<Object> seen = new ArrayList<>();
    Action action =
        (list, numbers) -> {
          for (int number : numbers) {
            list.add(await(p.f(number)));
          }
        };
    action.run(seen);
    action.run(seen, 1, await(p.f(2)), 3);
    return ready(seen);
  }

  @Async
  public static Future<Object> generic(Probe p) {
    Mapper<Integer, String> toText = n -> "n" + await(p.f(n));
    Mapper<String, Integer> toNumber = s -> s.length() * await(p.f(2));
    int number = toNumber.map(toText.map(12));
    return ready(number + toText.map(number).compareTo("n6"));
  }

  @Async
  public static Future<Object> narrowed(Probe p) {
    TextMapper text = s -> s + await(p.f("t"));
    SameMapper same = s -> s + await(p.f("s"));
    BothMappers both = s -> s + await(p.f("b"));
    Mapper<String, String> first = text;
    Mapper<String, String> second = same;
    PlainText third = String::trim;
    return ready(
        text.map("1") + same.map("2") + both.map("3") + first.map("4") + second.map("5") + third.map(" 6"));
  }

  @Async
  public static Future<Object> covariant(Probe p) {
    TextSource text = () -> "t" + await(p.f(1));
    Source source = text;
    Source other = () -> await(p.f(2));
    return ready(text.get().length() + "" + source.get() + other.get());
  }

  @Async
  public static Future<Object> inheritedMethod(Probe p) {
    Inherited length = s -> s.length() + await(p.f(1));
    return ready(length.apply("abc") + length.apply(await(p.f("d"))));
  }

  @Async
  public static Future<Object> plainOnes(Probe p) {
    Handler plain = request -> request.toUpperCase(Locale.ROOT);
    Handler reference = String::trim;
    Handler object =
        new Handler() {
          @Override
          public String handle(String request) {
            return request + p.log("object");
          }
        };
    Handler woven = request -> await(p.f(request));
    String text = "";
    for (Handler handler : List.of(plain, reference, object, woven, plain)) {
      text += handler.handle(" a ") + await(p.f(";"));
    }
    return ready(text);
  }

  /** The decorator itself has no await. */
  @Async
  public static Future<Object> decorators(Probe p) {
    Handler inner = request -> request + await(p.f("!"));
    Handler outer = request -> "<" + inner.handle(request) + ">";
    Handler logging =
        request -> {
          p.log("before " + request);
          try {
            return outer.handle(request + "1") + outer.handle(request + "2");
          } finally {
            p.log("after " + request);
          }
        };
    return ready(logging.handle("a") + inner.then(outer).then(logging).handle("b"));
  }

  @Async
  public static Future<Object> defaultAndStaticMethods(Probe p) {
    Handler constant = Handler.constant(p, "c");
    return ready(constant.then(constant).then(s -> s + "!").handle("ignored"));
  }

  @Async
  public static Future<Object> checkedExceptions(Probe p) {
    Check failing =
        (c, f) -> {
          if (await(p.f(c == 'x'))) {
            throw new IOException("x" + f);
          }
          return await(p.fail(new IllegalStateException("later")));
        };
    List<Object> seen = new ArrayList<>();
    for (char c = 'x'; c <= 'y'; c++) {
      try {
        seen.add(failing.test(c, 1.5f));
      } catch (IOException | IllegalStateException e) {
        seen.add(e);
      } finally {
        seen.add(await(p.f("finally")));
      }
    }
    return ready(seen);
  }

  @Async
  public static Future<Object> onTheStack(Probe p) {
    Handler handler = request -> await(p.f(request)) + 1;
    Sum sum = (a, b, c) -> await(p.f(a)) + (long) b + c;
    Object[] array = {1L, handler.handle("a"), sum.add(1, 2, (byte) 3), await(p.f("d"))};
    array[await(p.f(0))] = handler.handle(handler.handle("b") + handler.handle("c"));
    long[] longs = {10, 20};
    longs[1] += sum.add((int) longs[0], longs[1], (byte) await(p.f(1)).intValue());
    StringBuilder text = new StringBuilder(handler.handle("n")).append(sum.add(0, 0, (byte) 0));
    return ready(List.of(array) + text.toString() + longs[1]);
  }

  @Async
  public static Future<Object> asStatement(Probe p) {
    Sum sum = (a, b, c) -> p.log(await(p.f(a)) + (long) b);
    sum.add(1, 2, (byte) 3);
    for (int i = 0; i < 3; i++) {
      sum.add(i, i, (byte) i);
    }
    return ready("done");
  }

  @Async
  public static Future<Object> withoutAnyAwait(Probe p) {
    Handler handler = request -> await(p.f(request));
    return onlyCalls(handler, p);
  }

  @Async
  static Future<Object> onlyCalls(Handler handler, Probe p) {
    String a = handler.handle("a");
    return ready(a + handler.handle(a + "b"));
  }

  @Async
  public static Future<Object> passedToAsync(Probe p) {
    Handler handler = request -> await(p.f(request)) + "!";
    String a = await(async(() -> handler.handle("a")));
    String b = await(async(() -> ready(handler.handle(a))));
    await(async(() -> p.log(handler.handle(b))));
    return ready(a + b);
  }

  @Async
  public static Future<Object> builtIn(Probe p) {
    List<Object> seen = new ArrayList<>();
    AsyncCallable<Integer, IOException> call = () -> await(p.f(5));
    AsyncRunnable<RuntimeException> run = () -> seen.add(await(p.f("run")));
    AsyncFunction<Integer, String, RuntimeException> apply = n -> "f" + await(p.f(n));
    AsyncConsumer<Object, RuntimeException> accept = o -> seen.add(o + await(p.f("accepted")));
    try {
      run.run();
      seen.add(apply.apply(call.call() + 1));
      accept.accept(apply.apply(8));
      run.run();
    } catch (IOException e) {
      seen.add(e);
    }
    return ready(seen);
  }

  private static <T, R> Future<R> later(AsyncFunction<T, R, RuntimeException> f, T argument) {
    return async(() -> f.apply(argument));
  }

  @Async
  public static Future<Object> functionsWithArguments(Probe p) {
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      seen.add(await(later(n -> n * await(p.f(2)), i)));
      seen.add(await(later(s -> s.length(), "abc" + i)));
    }
    return ready(seen);
  }

  @Async
  public static Future<Object> otherPackage(Probe p) {
    int captured = await(p.f(3));
    Step<Integer> step = (n, text) -> n + captured + await(p.f(text.length()));
    Step<Integer> plain = (n, text) -> n * 2;
    int n = step.next(1, "ab");
    return ready(step.andThen(plain).andThen(step).next(n, "c") + Step.named(p, "d").next("e", "f"));
  }

  @Async
  public static Future<Object> nested(Probe p) {
    Handler outer =
        a -> {
          String first = await(p.f(a));
          Handler inner =
              b -> {
                Mapper<String, String> innermost = c -> first + b + c + await(p.f("i"));
                return innermost.map("m") + await(p.f("n"));
              };
          return inner.handle("x") + await(async(() -> inner.handle(first + "y")));
        };
    return ready(outer.handle("o"));
  }

  @Async
  public static Future<Object> deep(Probe p) {
    Mapper<Integer, Integer>[] self = newArray();
    self[0] = n -> n == 0 ? await(p.f(1)) : self[0].map(n - 1) + 1;
    return ready(self[0].map(600));
  }

  @SuppressWarnings("unchecked")
  private static Mapper<Integer, Integer>[] newArray() {
    return new Mapper[1];
  }

  @Async
  public static Future<Object> nullReceiver(Probe p) {
    Handler none = await(p.f(null));
    try {
      return ready(none.handle(await(p.f("argument"))));
    } catch (NullPointerException e) {
      return ready("null" + await(p.f("!")));
    }
  }

  @Async
  public static Future<Object> capturesOfAllTypes(Probe p) {
    boolean z = true;
    byte b = 1;
    char c = 'c';
    short s = 2;
    long j = 1L << 40;
    float f = 0.5f;
    double d = 0.25;
    Sum sum =
        (x, y, w) -> {
          long first = await(p.f(7L));
          String text = Primitives.take(z, b, c, s, x, j, f, d + y, "" + w);
          return first + text.length() + await(p.f(j));
        };
    return ready(sum.add(9, 0.125, (byte) 4));
  }

  @Async
  public static Future<Object> sameBodyOfAllKinds(Probe p) {
    Handler handler = request -> request + "=";
    await(p.f("once"));
    Handler async = request -> handler.handle(request);
    AsyncFunction<String, String, RuntimeException> function = request -> handler.handle(request);
    Function<String, String> plain = request -> handler.handle(request);
    return ready(async.handle("a") + function.apply("b") + plain.apply("c"));
  }

  @Async
  public static Future<Object> sameBodyWithPlainLambdaInside(Probe p) {
    Handler async =
        request -> {
          Function<String, String> plain = s -> s + "p";
          return plain.apply(request);
        };
    Handler first =
        request -> {
          Function<String, String> plain = s -> s + "p";
          return plain.apply(async.handle(request)) + await(p.f(1));
        };
    AsyncFunction<String, String, RuntimeException> second =
        request -> {
          Function<String, String> plain = s -> s + "p";
          return plain.apply(async.handle(request)) + await(p.f(1));
        };
    return ready(first.handle("a") + second.apply("b"));
  }

  @Async
  public static Future<Object> castAndConditional(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      int n = i;
      Object made =
          switch (i) {
            case 0 -> (Handler) r -> r + n + await(p.f("zero"));
            case 1 -> (Handler) r -> r + n;
            default -> n > 5 ? null : (Handler) r -> await(p.f(r)) + n;
          };
      text += ((Handler) made).handle("r");
    }
    return ready(text);
  }

  @AsyncLambda
  interface Unbound {
    long call(Sum sum, int a, Double b, byte c);
  }

  @AsyncLambda
  interface Dropping {
    void run(String s);
  }

  @Async
  public static Future<Object> methodReferences(Probe p) {
    Handler handler = request -> request + await(p.f("r"));
    Handler again = handler::handle;
    AsyncFunction<String, Object, RuntimeException> function = again::handle;
    Dropping dropping = handler::handle;
    Sum sum = (a, b, c) -> await(p.f(a)) + (long) b + c;
    Unbound unbound = Sum::add;
    AsyncCallable<Integer, RuntimeException> five = () -> await(p.f(5));
    AsyncCallable<Integer, RuntimeException> fiveAgain = five::call;
    dropping.run("dropped");
    long total = unbound.call(sum, 1, 2.5, (byte) 3) + await(async(five::call)) + fiveAgain.call();
    return ready(again.handle("a") + function.apply("b") + total);
  }

  @AsyncLambda
  interface Widening {
    double add(byte a, float b, Byte c);
  }

  @AsyncLambda
  interface Boxing {
    Object add(Integer a, int b, byte c);
  }

  @Async
  public static Future<Object> convertingReferences(Probe p) {
    Sum sum = (a, b, c) -> await(p.f(a)) + (long) b + c;
    Widening widening = sum::add;
    Boxing boxing = sum::add;
    return ready(widening.add((byte) 1, 2.5f, (byte) 3) + " " + boxing.add(4, 5, (byte) 6));
  }

  @Async
  public static Future<Object> plainReferences(Probe p) {
    Handler plain = String::trim;
    Function<String, String> function = plain::handle;
    Handler async = request -> function.apply(request) + await(p.f("x"));
    return ready(async.handle(" a ") + function.apply(" b "));
  }
}
