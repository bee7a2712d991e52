package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.List;

/** Locals and parameters in awkward states at an await. */
public final class Locals {
  private Locals() {}

  @Async
  @Pitfall(16)
  public static Future<Object> deadButInTheFrame(Probe p) {
    int y = 1;
    p.log(y);
    int rounds = await(p.f(3));
    for (; ; ) {
      if (rounds-- == 0) {
        break;
      }
    }
    return ready("end");
  }

  @Async
  @Pitfall(16)
  public static Future<Object> deadInBranches(Probe p) {
    boolean c = await(p.f(true));
    if (c) {
      String s = "s";
      p.log(s);
    }
    int n = await(p.f(4));
    if (c) {
      int k = n;
      p.log(k);
    }
    if (n > await(p.f(3))) {
      double d = n;
      p.log(d);
    }
    return ready(n);
  }

  @Async
  @Pitfall(17)
  public static Future<Object> assignedInOneBranch(Probe p) {
    int x;
    boolean a = await(p.f(true));
    if (a) {
      x = 2;
      p.log(x);
    }
    int n = await(p.f(5));
    x = 3 + n;
    return ready(x);
  }

  @Async
  public static Future<Object> declaredAndAssignedLater(Probe p) {
    long l;
    String s;
    int n = await(p.f(1));
    if (n == 1) {
      l = n + await(p.f(2L));
      s = "one";
    } else {
      l = 7;
      s = await(p.f("other"));
    }
    return ready(s + l + await(p.f("!")));
  }

  @Async
  public static Future<Object> definitelyUnassignedInLoop(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      final int x;
      int y;
      y = await(p.f(i));
      if (y == 1) {
        x = 10;
      } else {
        x = await(p.f(20));
      }
      text += x + y + ";";
    }
    return ready(text);
  }

  @Async
  @Pitfall(18)
  public static Future<Object> onlyEverNull(Probe p) {
    String s = null;
    Object o = null;
    int[] a = null;
    int i = await(p.f(3));
    return ready("" + s + o + a + i);
  }

  @Async
  public static Future<Object> nullThenValue(Probe p) {
    String s = null;
    int i = 0;
    i += await(p.f(2));
    s = s + i;
    List<String> list = null;
    if (await(p.f(true))) {
      list = new ArrayList<>();
      list.add(s);
    }
    i += await(p.f(2));
    return ready(list + "" + i);
  }

  @Async
  public static Future<Object> nullInOneBranch(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      StringBuilder b = i == 0 ? null : new StringBuilder("b");
      text += await(p.f(i)) + (b == null ? "none" : b.append(await(p.f("!"))).toString());
    }
    return ready(text);
  }

  @Async
  @Pitfall(19)
  public static Future<Object> commonSuperclass(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      Number n = 1;
      if (i == 1) {
        n = 1.5f;
      } else if (i == 2) {
        n = 2L;
      }
      text += numbers(n, await(p.f(i))) + n.getClass().getSimpleName();
    }
    return ready(text);
  }

  static String numbers(Number a, Number b) {
    return a.doubleValue() + b.doubleValue() + ";";
  }

  @Async
  @Pitfall(22)
  public static Future<Object> commonInterface(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      Named named = i == 0 ? new First() : new Second();
      text += await(p.f(i)) + named.name();
    }
    return ready(text);
  }

  @Async
  public static Future<Object> intersectionType(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      var x = i == 0 ? "text" : Integer.valueOf(5);
      text += await(p.f(i)) + x.toString() + (x instanceof Comparable);
    }
    return ready(text);
  }

  @Async
  @Pitfall(23)
  public static Future<Object> arraysThatMerge(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      Object o = i % 2 == 0 ? new Object[] {"a"} : new float[] {1, 2};
      Object[] objects = i % 2 == 0 ? new String[] {"s"} : new Integer[] {1, 2};
      text += await(p.f(i));
      text += o instanceof float[] f ? f.length : "no";
      text += objects[0];
    }
    return ready(text);
  }

  @Async
  @Pitfall(23)
  public static Future<Object> arraysInDeadBranches(Probe p) {
    if (await(p.f(true))) {
      Object[] t = new Object[2];
      p.log(t.length);
    } else {
      float[] t = new float[3];
      p.log(t.length);
    }
    return ready(await(p.f("end")));
  }

  @Async
  @Pitfall(24)
  public static Future<Object> slotReused(Probe p) {
    String text = "";
    {
      Object a = p.log("object");
      text += a + await(p.f("1"));
    }
    {
      int b = p.log(2);
      text += b + await(p.f("2"));
    }
    {
      double c = p.log(3.5);
      text += c + await(p.f("3"));
    }
    {
      int[] d = {4};
      text += d[0] + await(p.f("4"));
    }
    return ready(text);
  }

  @Async
  public static Future<Object> slotReusedInLoop(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      if (i % 2 == 0) {
        long l = i + 1L;
        text += await(p.f("long")) + l;
      } else {
        String s = "s" + i;
        text += await(p.f("string")) + s;
      }
    }
    return ready(text);
  }

  @Async
  @Pitfall(27)
  public static Future<Object> wideSlotSplit(Probe p) {
    {
      long l = 1L << 40;
      p.log(l + await(p.f(1)));
    }
    Object o = p.log("o");
    Object q = p.log("q");
    String text = await(p.f("text"));
    return ready(text + o + q);
  }

  @Async
  public static Future<Object> narrowSlotsJoined(Probe p) {
    {
      int a = 1;
      int b = await(p.f(2));
      p.log(a + b);
    }
    {
      int pad = await(p.f(3));
      double d = pad + 0.5;
      p.log(d + await(p.f(4)));
    }
    long l = await(p.f(5L));
    return ready(l + await(p.f(6)));
  }

  @Async
  @Pitfall(35)
  public static Future<Object> parameterReassigned(Probe p) {
    return ready(await(reassigned(p, "given", 1)) + await(reassigned(p, null, 2)));
  }

  @Async
  static Future<String> reassigned(Probe p, String s, int n) {
    String before = s;
    s = "a";
    n++;
    s = await(p.f(s + n));
    n *= 10;
    return ready(before + s + await(p.f(n)) + n);
  }

  @Async
  @Pitfall({13, 35})
  public static Future<Object> parameterIncremented(Probe p) {
    return ready(await(incremented(p, (byte) 5, 7, 1L << 40)));
  }

  @Async
  static Future<String> incremented(Probe p, byte b, int n, long wide) {
    n++;
    String text = await(p.f("x")) + n;
    b++;
    n++;
    wide++;
    return ready(text + await(p.f("y")) + b + n + wide);
  }

  @Async
  public static Future<Object> parameterOfAnotherTypeInItsSlot(Probe p) {
    return ready(await(retyped(p, "text")) + await(retyped(p, 5)));
  }

  @Async
  static Future<String> retyped(Probe p, Object o) {
    if (o instanceof String) {
      o = ((String) o).length() + await(p.f(1));
    } else {
      o = o + await(p.f("s"));
    }
    return ready(o.getClass().getSimpleName() + await(p.f(o)));
  }

  @Async
  public static Future<Object> unusedParameters(Probe p) {
    return ready(await(ignores(p, new Object(), 1L << 40, "unused", 0.5, 7)));
  }

  @Async
  static Future<Integer> ignores(Probe p, Object a, long b, String c, double d, int e) {
    int n = await(p.f(1));
    return ready(n + e);
  }

  @Async
  public static Future<Object> swapped(Probe p) {
    String a = "a";
    String b = "b";
    for (int i = 0; i < 3; i++) {
      String t = a;
      a = b + await(p.f(i));
      b = t;
    }
    return ready(a + b);
  }

  @Async
  public static Future<Object> sameObjectInManyLocals(Probe p) {
    StringBuilder a = new StringBuilder("x");
    StringBuilder b = a;
    Object c = b;
    CharSequence d = await(p.f(a));
    a.append(1);
    return ready((a == b) + " " + (b == c) + " " + (c == d) + " " + await(p.f(d)));
  }

  @Async
  public static Future<Object> shadowingScopes(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      int x = await(p.f(i));
      text += x;
    }
    for (String x : List.of("s", "t")) {
      text += x + await(p.f(text.length()));
    }
    int x = await(p.f(9));
    return ready(text + x);
  }

  @Async
  public static Future<Object> varOfAnonymousType(Probe p) {
    var counter =
        new Object() {
          int n = 5;

          int next() {
            return n++;
          }
        };
    counter.n += await(p.f(10));
    return ready(counter.next() + await(p.f(counter.next())) + counter.n);
  }

  /** Names that the compiler's stack maps hold on to although nobody reads them any more. */
  @Async
  public static Future<Object> deadBeforeTheyAreStoredAgain(Probe p) {
    String text = "a" + await(p.f(0));
    long wide = text.length();
    int n = 0;
    while (n < 3) {
      text = n + "b" + await(p.f(n));
      wide = await(p.f((long) n)) + text.length();
      n += (int) wide;
      try {
        double d = await(p.f(0.5));
        n += d > 0 ? 1 : 2;
      } catch (RuntimeException e) {
        text = "c";
        n += text.length() + await(p.f(1));
      }
    }
    switch (await(p.f(2))) {
      case 1:
        int shared = 5;
        n += shared;
      case 2:
        shared = await(p.f(n));
        n += shared;
      default:
        shared = 7;
        n += await(p.f(shared));
    }
    return ready(n);
  }

  interface Named {
    String name();
  }

  static final class First implements Named, Runnable {
    @Override
    public String name() {
      return "first";
    }

    @Override
    public void run() {}
  }

  static final class Second implements Named, Runnable {
    @Override
    public String name() {
      return "second";
    }

    @Override
    public void run() {}
  }
}
