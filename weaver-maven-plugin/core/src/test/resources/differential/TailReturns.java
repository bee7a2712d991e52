package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.from;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.io.IOException;

/** The forms in which an async method returns. */
public final class TailReturns {
  private TailReturns() {}

  @Async
  public static Future<Void> nothing(Probe p) {
    p.log(await(p.f("done")));
    return ready();
  }

  @Async
  public static Future<String> nullValue(Probe p) {
    p.log(await(p.f("done")));
    return ready(null);
  }

  @Async
  public static Future<Long> wideValue(Probe p) {
    return ready(await(p.f(1L)) << 40);
  }

  @Async
  public static Future<Integer> failedFuture(Probe p) {
    return failed(new IOException(await(p.f("message"))));
  }

  @Async
  public static Future<Integer> failedInTry(Probe p) {
    try {
      return failed(new IOException(await(p.f("not caught here"))));
    } finally {
      p.log(await(p.f("finally")));
    }
  }

  @Async
  @Pitfall(87)
  public static Future<String> otherMethod(Probe p) {
    int n = await(p.f(3));
    return other(p, n);
  }

  @Async
  static Future<String> other(Probe p, int n) {
    return ready("other" + n + await(p.f("!")));
  }

  @Async
  public static Future<String> otherMethodWithoutAwait(Probe p) {
    return other(p, 5);
  }

  @Async
  static Future<String> throwing(Probe p) throws IOException {
    if (await(p.f(true))) {
      throw new IOException("thrown by the tail");
    }
    return ready("");
  }

  @Async
  public static Future<String> otherMethodFails(Probe p) throws IOException {
    p.log(await(p.f("before")));
    return throwing(p);
  }

  @Async
  public static Future<Integer> leafFuture(Probe p) {
    int n = await(p.f(3));
    return p.f(n * 2);
  }

  @Async
  public static Future<Integer> failingLeaf(Probe p) {
    return p.fail(new IllegalStateException(await(p.f("leaf"))));
  }

  @Async
  public static Future<Integer> localVariable(Probe p) {
    Future<Integer> f = p.f(4);
    p.log(await(p.f("between")));
    return f;
  }

  @Async
  public static Future<Integer> readyInAVariable(Probe p) {
    Future<Integer> f = ready(await(p.f(4)) + 1);
    p.log(await(p.f("between")));
    return f;
  }

  @Async
  static Future<String> given(Probe p, Future<String> given) {
    p.log(await(p.f("before")));
    return given;
  }

  @Async
  public static Future<String> parameter(Probe p) {
    return ready(
        await(given(p, p.f("given"))) + await(given(p, async(() -> "lambda" + await(p.f(2))))));
  }

  @Async
  static Future<? extends Object> choice(Probe p, int i) {
    int n = await(p.f(i));
    return n == 0 ? ready("zero") : n == 1 ? other(p, n) : p.f(n + "");
  }

  @Async
  public static Future<String> conditional(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      text += await(choice(p, i));
    }
    return ready(text);
  }

  @Async
  static Future<String> bySwitch(Probe p, int i) {
    return switch (await(p.f(i))) {
      case 0 -> ready("zero" + await(p.f("!")));
      case 1 -> other(p, await(p.f(1)));
      default -> {
        String s = await(p.f("default"));
        yield ready(s);
      }
    };
  }

  @Async
  public static Future<String> switchExpression(Probe p) {
    return ready(await(bySwitch(p, 0)) + await(bySwitch(p, 1)) + await(bySwitch(p, 2)));
  }

  @Async
  public static Future<String> asyncLambda(Probe p) {
    String a = await(p.f("a"));
    return async(() -> a + await(p.f("b")));
  }

  @Async
  public static Future<String> stage(Probe p) {
    p.log(await(p.f("before")));
    return from(p.stage("staged"));
  }

  @Async
  @SuppressWarnings("unchecked")
  public static Future<Object> castFuture(Probe p) {
    p.log(await(p.f("before")));
    return (Future<Object>) (Future<?>) other(p, 9);
  }

  @Async
  public static Future<String> manyReturns(Probe p) {
    for (int i = 0; ; i++) {
      if (await(p.f(i)) == 3) {
        return other(p, i);
      }
      if (i > 5) {
        return ready("never");
      }
      if (i > 6) {
        return failed(new IllegalStateException());
      }
    }
  }

  @Async
  public static Future<String> nullFuture(Probe p) {
    p.log(await(p.f("before")));
    return null;
  }

  @Async
  public static Future<String> awaitAsTail(Probe p) {
    return await(p.f(p.f("inner")));
  }

  @Async
  public static Future<Object> readyOfReady(Probe p) {
    Future<Future<String>> outer = ready(ready(await(p.f("x"))));
    return ready(await(await(outer)));
  }

  @Async
  public static Future<String> returnInsideTryAfterAwait(Probe p) {
    try {
      String s = await(other(p, 1));
      return ready(s);
    } catch (IllegalStateException e) {
      return ready("not here");
    } finally {
      p.log(await(p.f("finally")));
    }
  }

  @Async
  public static Future<Integer> noAwaitAtAll(Probe p) {
    return ready(await(none(5)) + await(none(6)) + await(p.f(1)));
  }

  @Async
  static Future<Integer> none(int n) {
    if (n == 5) {
      return ready(n * 2);
    }
    return ready(n);
  }
}
