package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.from;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The forms of await, and what may be awaited. */
public final class AwaitForms {
  private AwaitForms() {}

  @Async
  @Pitfall(81)
  public static Future<Object> withExceptionClass(Probe p) {
    Future<String> f = p.fail(new IOException("checked"));
    try {
      return ready(await(f, IOException.class));
    } catch (IOException e) {
      return ready("caught " + e.getMessage() + await(p.f("!")));
    }
  }

  @Async
  public static Future<Object> withExceptionClassAndValuesBelow(Probe p) throws Exception {
    return ready(
        StackShapes.mixed(
            await(p.f(1), IOException.class),
            p.log(2L),
            await(p.f("s"), Exception.class),
            await(p.f(0.5), InterruptedException.class),
            5));
  }

  @Async
  public static Future<Object> stage(Probe p) {
    return ready(p.log("below") + await(p.stage("staged")) + await(p.stage(5)));
  }

  @Async
  public static Future<Object> completableFuture(Probe p) {
    CompletableFuture<Integer> f = p.stage(4).toCompletableFuture().thenApply(n -> n * 2);
    int got = await(f);
    return ready(got + f.join());
  }

  @Async
  public static Future<Object> stageWithExceptionClass(Probe p) {
    int below = p.log(3);
    try {
      return ready(below + await(p.<Integer>failedStage(new IOException("x")), IOException.class));
    } catch (IOException e) {
      return ready(below + e.getMessage() + await(p.stage("!"), RuntimeException.class));
    }
  }

  @Async
  public static Future<Object> failedStage(Probe p) {
    try {
      return ready(await(p.failedStage(new IllegalStateException("stage"))));
    } catch (IllegalStateException e) {
      return ready(e.getMessage());
    }
  }

  @Async
  @Pitfall(80)
  public static Future<Object> unwrapsWrappers(Probe p) {
    Throwable cause = new IllegalStateException("inside");
    Throwable wrapped = new CompletionException(new ExecutionException(cause));
    try {
      return ready(await(p.stage(1).thenApply(n -> fail(wrapped))));
    } catch (IllegalStateException e) {
      return ready(e.getMessage() + (e == cause));
    } catch (Throwable e) {
      return ready("still wrapped " + e);
    }
  }

  private static String fail(Throwable wrapped) {
    throw (CompletionException) wrapped;
  }

  @Async
  public static Future<Object> fromStage(Probe p) {
    Future<String> f = from(p.stage("from"));
    return ready(await(f) + await(from(p.stage(1))));
  }

  @Async
  public static Future<Object> qualifiedName(Probe p) {
    return Weft.ready(Weft.await(p.f("a")) + Weft.<String>await(p.f("b")));
  }

  @Async
  public static Future<Object> nullFuture(Probe p) {
    Future<String> f = null;
    try {
      return ready(await(f));
    } catch (NullPointerException e) {
      return ready("null" + await(p.f("!")));
    }
  }

  @Async
  public static Future<Object> nullStage(Probe p) {
    CompletableFuture<String> f = null;
    try {
      return ready(p.log("below") + await(f));
    } catch (NullPointerException e) {
      return ready("null" + await(p.stage("!")));
    }
  }

  @Async
  public static Future<Object> madeEarlier(Probe p) {
    Future<String> a = p.f("a");
    Future<String> b = p.f("b");
    String text = await(b);
    for (int i = 0; i < 2; i++) {
      text += await(p.f(i));
    }
    return ready(text + await(a));
  }

  @Async
  public static Future<Object> arrayOfFutures(Probe p) {
    Future<?>[] futures = {p.f(1), p.f("two"), ready(3L)};
    Object[] values = new Object[3];
    for (int i = 0; i < 3; i++) {
      values[2 - i] = await(futures[i]);
    }
    return ready(values);
  }

  @Async
  @Pitfall(85)
  public static Future<Object> readyMoreThanOnce(Probe p) {
    Future<String> done = ready(await(p.f("x")));
    return ready(await(done) + await(done));
  }

  @Async
  public static Future<Object> completedStage(Probe p) {
    String text = await(p.f("a"));
    text += await(CompletableFuture.completedFuture("b"));
    try {
      return ready(text + await(CompletableFuture.failedFuture(new Error("c"))));
    } catch (Error e) {
      return ready(text + e.getMessage());
    }
  }

  /** Not a case: the reference has no futures that can be started only once. */
  @Async
  static Future<String> startedTwice(Probe p) {
    Future<String> once = TailReturns.other(p, 1);
    String first = await(once);
    try {
      return ready(first + await(once));
    } catch (IllegalStateException e) {
      return ready(first + " and then " + e.getClass().getSimpleName() + await(p.f("!")));
    }
  }
}
