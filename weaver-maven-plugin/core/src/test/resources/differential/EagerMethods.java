package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Eager async methods, which return a CompletableFuture or a CompletionStage. */
public final class EagerMethods {
  private EagerMethods() {}

  @Async
  static CompletableFuture<String> eager(Probe p, String s) {
    String a = await(p.f(s));
    return completed(a + await(p.f("!")));
  }

  @Async
  static CompletionStage<Integer> staged(Probe p, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += await(p.stage(i * 10));
    }
    return completed(sum + await(p.f(n)));
  }

  @Async
  static CompletableFuture<Long> failing(Probe p, long n) throws IOException {
    if (n == 0) {
      throw new IOException("at once");
    }
    if (await(p.f(n)) == 1) {
      throw new IOException("after an await");
    }
    return CompletableFuture.failedFuture(new IOException("returned" + await(p.f(n))));
  }

  @Async
  static CompletableFuture<Void> nothing(Probe p) {
    p.log(await(p.f("done")));
    return completed(null);
  }

  @Async
  static CompletableFuture<String> tail(Probe p) {
    String s = await(p.f("tail of "));
    return eager(p, s);
  }

  @Async
  static CompletionStage<String> tailOfAnotherKind(Probe p) {
    return eager(p, await(p.f("stage of ")));
  }

  @Async
  public static Future<Object> awaited(Probe p) {
    return ready(await(eager(p, "a")) + await(eager(p, "b")));
  }

  @Async
  public static Future<Object> completionStage(Probe p) {
    return ready(await(staged(p, 3)));
  }

  @Async
  @Pitfall(79)
  public static Future<Object> failures(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      try {
        text += await(failing(p, i));
      } catch (IOException e) {
        text += e.getMessage() + ";";
      }
    }
    return ready(text);
  }

  @Async
  public static Future<Object> withoutValue(Probe p) {
    return ready("got " + await(nothing(p)));
  }

  @Async
  public static Future<Object> tails(Probe p) {
    return ready(await(tail(p)) + await(tailOfAnotherKind(p)));
  }

  @Async
  static CompletableFuture<Integer> recursive(Probe p, int n) {
    return completed(n == 0 ? await(p.f(1)) : await(recursive(p, n - 1)) * 2);
  }

  @Async
  public static Future<Object> eagerRecursion(Probe p) {
    return ready(await(recursive(p, 12)));
  }

  @Async
  static CompletableFuture<String> mixesBoth(Probe p) {
    String lazy = await(TailReturns.other(p, 3));
    try {
      lazy += await(eager(p, "x"));
      return completed(lazy + await(failing(p, 1)));
    } catch (IOException e) {
      return completed(lazy + e.getMessage());
    } finally {
      p.log(await(p.f("finally")));
    }
  }

  @Async
  public static Future<Object> lazyAndEager(Probe p) {
    return ready(await(mixesBoth(p)));
  }

  @Async
  static CompletableFuture<Integer> noAwait(int n) {
    return completed(n * 2);
  }

  @Async
  public static Future<Object> withoutAwait(Probe p) {
    int n = await(noAwait(4));
    return ready(n + noAwait(5).join() + await(p.f(1)));
  }

  static class Service {
    private int calls;

    @Async
    CompletableFuture<Integer> call(Probe p, int... more) {
      calls += await(p.f(more.length));
      return completed(calls);
    }
  }

  @Async
  public static Future<Object> instanceMethod(Probe p) {
    Service service = new Service();
    int a = await(service.call(p, 1, 2));
    return ready(a * 10 + await(service.call(p)) + await(service.call(p, 3)));
  }
}
