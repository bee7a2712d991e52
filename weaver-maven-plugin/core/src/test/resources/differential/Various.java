package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.Arrays;

/** What has no place elsewhere. */
public final class Various {
  private Various() {}

  private int counter = 1;

  @Async
  @Pitfall(83)
  public static Future<Object> synchronizedBlockBefore(Probe p) {
    Object lock = new Object();
    int x;
    synchronized (lock) {
      x = 1;
    }
    int n = await(p.f(2));
    synchronized (lock) {
      x += n;
    }
    return ready(x);
  }

  @Async
  @Pitfall(60)
  public static Future<Object> likeAGeneratedName(Probe p) {
    return ready(await(start(p)) + start(p, 1) + new start().run() + start$async(p));
  }

  @Async
  static Future<String> start(Probe p) {
    return ready("start" + await(p.f(1)));
  }

  static Object start(Probe p, Object frame) {
    return "plain overload";
  }

  static String start$async(Probe p) {
    return "dollar";
  }

  @SuppressWarnings("checkstyle:TypeName")
  static final class start {
    String run() {
      return "class";
    }
  }

  @Async
  @Pitfall(60)
  public static Future<Object> frame(Probe p) {
    return ready(await(p.f("x")) + new frame$Frame().name);
  }

  static final class frame$Frame {
    final String name = "mine";
  }

  @Async
  @Pitfall(9)
  public static Future<Object> instanceFieldsInLoop(Probe p) {
    return ready(await(new Various().counts(p)));
  }

  @Async
  Future<Integer> counts(Probe p) {
    for (int i = 0; i < 4; i++) {
      counter += this.counter * await(p.f(i)) + counter++;
    }
    return ready(counter);
  }

  @Async
  public static Future<Object> emptyMethod(Probe p) {
    await(empty());
    await(empty());
    return p.f("after");
  }

  @Async
  static Future<Void> empty() {
    return ready();
  }

  @Async
  @Pitfall(64)
  public static strictfp Future<Object> strict(Probe p) {
    double d = 0.1 + await(p.f(0.2));
    return ready(d * await(p.f(3)));
  }

  @Async
  public static final Future<Object> finalMethod(final Probe p) {
    final var n = await(p.f(4));
    return ready(n + n);
  }

  @Async
  public static Future<Object> deepExpression(Probe p) {
    return ready(
        ((((1 + await(p.f(2))) * (3 + await(p.f(4)))) - ((5 + await(p.f(6))) * (7 - await(p.f(8)))))
                << (await(p.f(1)) + 1))
            ^ (await(p.f(9)) & (10 | await(p.f(11)))));
  }

  @Async
  public static Future<Object> unicodeNames(Probe p) {
    int größe = await(p.f(3));
    String 名前 = await(p.f("n"));
    return ready(名前 + größe + await(p.f("é")));
  }

  @Async
  public static Future<Object> arraysOfArrays(Probe p) {
    int[][][] a = new int[2][2][];
    for (int i = 0; i < 2; i++) {
      int[][] row = a[i];
      row[await(p.f(1))] = new int[] {i, await(p.f(i * 10))};
      a[i][0] = await(p.f(row))[1].clone();
    }
    return ready(Arrays.deepToString(a));
  }

  @Async
  @Pitfall(91)
  public static Future<Object> sameLineTwice(Probe p) {
    int a = await(p.f(1)), b = await(p.f(2)), c = a + await(p.f(b));
    return ready(a + b + c);
  }

  @Async
  public static Future<Void> nothingLive(Probe p) {
    await(p.f(1));
    await(p.f(2));
    return ready();
  }

  @Async
  public static Future<Object> afterAnUnreachableLoop(Probe p) {
    while (await(p.f(true))) {
      if (await(p.f(true))) {
        throw new UnsupportedOperationException(await(p.f("left")));
      }
    }
    return ready("not here");
  }

  @Async
  @Deprecated
  @SuppressWarnings("unused")
  public static <T extends Number> Future<Object> annotatedAndGeneric(@Deprecated final Probe p)
      throws IllegalStateException {
    T t = null;
    return ready(await(p.f("x")) + t);
  }
}
