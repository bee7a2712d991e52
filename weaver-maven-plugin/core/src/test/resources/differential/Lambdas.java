package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Async lambdas, and plain lambdas beside awaits. */
public final class Lambdas {
  private Lambdas() {}

  @Async
  public static Future<Object> expression(Probe p) {
    return ready(await(async(() -> await(p.f("a")) + await(p.f("b")))));
  }

  @Async
  public static Future<Object> block(Probe p) {
    int outside = await(p.f(3));
    int got =
        await(
            async(
                () -> {
                  int sum = outside;
                  for (int i = 0; i < 3; i++) {
                    sum = sum * 10 + await(p.f(i));
                  }
                  return sum;
                }));
    return ready(got + outside);
  }

  @Async
  public static Future<Object> withoutValue(Probe p) {
    List<Object> seen = new ArrayList<>();
    Object nothing =
        await(
            async(
                () -> {
                  seen.add(await(p.f(1)));
                  seen.add(await(p.f("two")));
                }));
    return ready(seen + "" + nothing);
  }

  @Async
  public static Future<Object> returnsAFuture(Probe p) {
    return ready(await(async(() -> helper(p, await(p.f(5))))));
  }

  @Async
  static Future<Integer> helper(Probe p, int n) {
    return ready(n + await(p.f(n)));
  }

  @Async
  public static Future<Object> withoutAwait(Probe p) {
    int n = await(async(() -> 5)) + await(async(() -> helper(p, 6)));
    await(async(() -> p.log("ran")));
    return ready(n);
  }

  @Async
  public static Future<Object> capturesOfAllTypes(Probe p) {
    boolean z = true;
    byte b = 1;
    char c = 'c';
    short s = 2;
    int i = 3;
    long j = 1L << 40;
    float f = 0.5f;
    double d = 0.25;
    String o = await(p.f("o"));
    return ready(
        await(
            async(
                () -> {
                  Object first = await(p.f("first"));
                  String text = Primitives.take(z, b, c, s, i, j, f, d, first);
                  Object last = await(p.f("last"));
                  return text + o + Primitives.take(!z, b, c, s, i, j, f, d, last);
                })));
  }

  @Async
  public static Future<Object> nested(Probe p) {
    String a = await(p.f("a"));
    return ready(
        await(
            async(
                () -> {
                  String b = a + await(p.f("b"));
                  String c = await(async(() -> a + b + await(p.f("c"))));
                  return c + await(async(() -> await(async(() -> c + await(p.f("d"))))));
                })));
  }

  @Async
  public static Future<Object> startedTwice(Probe p) {
    int[] runs = {0};
    AsyncCallable<String, RuntimeException> lambda =
        () -> {
          int run = ++runs[0];
          return run + await(p.f("x")) + run;
        };
    return ready(await(async(lambda)) + await(async(lambda)));
  }

  @Async
  public static Future<Object> interfacesByName(Probe p) {
    List<Object> seen = new ArrayList<>();
    AsyncRunnable<IOException> run = () -> seen.add(await(p.f("run")));
    FutureCallable<Integer, Exception> future = () -> helper(p, await(p.f(2)));
    try {
      await(async(run));
      seen.add(await(async(future)));
    } catch (Exception e) {
      seen.add(e);
    }
    return ready(seen);
  }

  @Async
  public static Future<Object> sameBodyOfTwoKinds(Probe p) {
    AsyncCallable<Future<Integer>, RuntimeException> value = () -> p.f(await(p.f(7)));
    FutureCallable<Integer, RuntimeException> future = () -> p.f(await(p.f(7)));
    Future<Integer> inner = await(async(value));
    int n = await(async(future));
    return ready(n * 10 + await(inner));
  }

  @Async
  public static Future<Object> sameBodyTwice(Probe p) {
    String a = await(async(() -> await(p.f("same"))));
    String b = await(async(() -> await(p.f("same"))));
    return ready(a + b);
  }

  @Async
  public static Future<Object> inLoop(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      int n = i;
      text += await(async(() -> n + await(p.f("-")) + n * n)) + ";";
    }
    return ready(text);
  }

  @Async
  public static Future<Object> failing(Probe p) {
    try {
      return ready(
          await(
              async(
                  () -> {
                    if (await(p.f(true))) {
                      throw new IOException(await(p.f("from the lambda")));
                    }
                    return "not here";
                  })));
    } catch (IOException e) {
      return ready("caught " + e.getMessage() + await(p.f("!")));
    }
  }

  @Async
  public static Future<Object> tryFinallyInside(Probe p) {
    return ready(
        await(
            async(
                () -> {
                  try {
                    return await(p.<String>fail(new IllegalStateException("x")));
                  } catch (IllegalStateException e) {
                    return e.getMessage() + await(p.f("caught"));
                  } finally {
                    p.log(await(p.f("finally")));
                  }
                })));
  }

  @Async
  @Pitfall(55)
  public static Future<Object> plainLambdasBeside(Probe p) {
    String captured = await(p.f("captured"));
    int number = await(p.f(5));
    Supplier<String> supplier = () -> captured + number;
    Function<Object, String> reference = String::valueOf;
    Function<String, StringBuilder> constructor = StringBuilder::new;
    await(p.f("between"));
    List<String> list = new ArrayList<>(List.of(supplier.get(), reference.apply(number)));
    list.replaceAll(s -> s + number);
    List.of("m", await(p.f("n"))).forEach(list::add);
    return ready(list + constructor.apply(await(p.f("o"))).toString());
  }

  @Async
  public static Future<Object> plainLambdaInside(Probe p) {
    return ready(
        await(
            async(
                () -> {
                  String a = await(p.f("a"));
                  Supplier<String> b = () -> a + "b";
                  return b.get() + await(p.f("c")) + b.get();
                })));
  }

  @Async
  public static Future<Object> methodReference(Probe p) {
    Worker worker = new Worker(p, 3);
    FutureCallable<String, RuntimeException> reference = worker::work;
    return ready(await(async(reference)) + await(async(worker::work)));
  }

  @Async
  public static Future<Object> capturedThis(Probe p) {
    return ready(await(new Worker(p, 4).viaLambda()));
  }

  @Async
  public static Future<Object> passedOn(Probe p) {
    return ready(
        await(twice(() -> await(p.f("x")) + 1)) + "" + await(twice(() -> await(p.f("y")) + 2)));
  }

  @Async
  static <T> Future<List<T>> twice(AsyncCallable<T, RuntimeException> lambda) {
    List<T> results = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      results.add(await(async(lambda)));
    }
    return ready(results);
  }

  @Async
  public static Future<Object> wideResults(Probe p) {
    long a = await(async(() -> 1L << await(p.f(40))));
    double b = await(async(() -> 0.5 * await(p.f(3))));
    char c = await(async(() -> await(p.f(true)) ? 'c' : 'd'));
    return ready(a + b + c);
  }

  @Async
  public static Future<Object> returnsNull(Probe p) {
    String s =
        await(
            async(
                () -> {
                  String nothing = await(p.f(null));
                  return nothing;
                }));
    return ready("got " + s);
  }

  @Async
  public static Future<Object> returnsNoFuture(Probe p) {
    return await(
        async(
            () -> {
              await(p.f("javac takes the constant null for a future"));
              return null;
            }));
  }

  @Async
  public static Future<Object> tailOfAnAsyncMethod(Probe p) {
    int n = await(p.f(1));
    return async(() -> await(p.f("tail")) + n);
  }

  @Async
  public static Future<Object> localClassInside(Probe p) {
    String captured = await(p.f("captured"));
    return ready(
        await(
            async(
                () -> {
                  record Local(String a, int b) {}
                  Local local = new Local(captured, await(p.f(6)));
                  return local.toString() + local.a().length() + await(p.f("!"));
                })));
  }

  @Async
  public static Future<Object> returnedInTheMiddle(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      boolean early = i == 0;
      text +=
          await(
              async(
                  () -> {
                    for (int j = 0; ; j++) {
                      if (await(p.f(early ? j == 1 : j == 2))) {
                        return "left at " + j;
                      }
                    }
                  }));
    }
    return ready(text);
  }

  static final class Worker {
    private final Probe p;
    private int number;

    Worker(Probe p, int number) {
      this.p = p;
      this.number = number;
    }

    @Async
    private Future<String> work() {
      number += await(p.f(10));
      return ready("worked " + number + await(p.f(";")));
    }

    @Async
    Future<String> viaLambda() {
      int local = await(p.f(2));
      String text =
          await(
              async(
                  () -> {
                    number *= await(p.f(local));
                    return this.number + hidden(await(p.f("h"))) + await(work());
                  }));
      return ready(text + number);
    }

    private String hidden(String s) {
      return s + number;
    }
  }
}
