package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;

/** Awaits in conditions and conditional expressions. */
public final class Conditions {
  private Conditions() {}

  @Async
  public static Future<Object> ternary(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      text += p.log("x") + (await(p.f(i == 0)) ? await(p.f("yes")) : await(p.f("no")));
    }
    return ready(text);
  }

  @Async
  public static Future<Object> nestedTernary(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      text +=
          await(p.f(i)) < 2
              ? i == 0 ? await(p.f("zero")) : "one"
              : await(p.f(i == 2)) ? "two" : await(p.f("three"));
    }
    return ready(text);
  }

  @Async
  @Pitfall(12)
  public static Future<Object> ternaryAsArgument(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      text +=
          StackShapes.mixed(
              p.log(i),
              i == 0 ? await(p.f(5L)) : 6,
              i == 1 ? "s" : await(p.f("t")),
              i == 0 ? await(p.f(1)) : await(p.f(0.5)),
              await(p.f(7)));
    }
    return ready(text);
  }

  @Async
  public static Future<Object> shortCircuit(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      boolean a = (i & 1) == 1;
      boolean b = (i & 2) == 2;
      text += await(p.f(a)) && await(p.f(b)) ? 1 : 0;
      text += await(p.f(a)) || await(p.f(b)) ? 1 : 0;
      text += !await(p.f(a)) && (b || !await(p.f(b))) ? 1 : 0;
    }
    return ready(text);
  }

  @Async
  @Pitfall(12)
  public static Future<Object> shortCircuitAsArgument(Probe p) {
    boolean c = await(p.f(true));
    return ready(
        StackShapes.join(p.log(1), c && await(p.f(false)), await(p.f(true)) ? 1 : 2, c || c));
  }

  @Async
  public static Future<Object> ifElseChain(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      if (await(p.f(i)) == 0) {
        text += "zero";
      } else if (await(p.f(i)) == 1) {
        text += await(p.f("one"));
      } else if (i == 2) {
        text += "two" + await(p.f("!"));
      } else {
        text += await(p.f("more"));
      }
    }
    return ready(text);
  }

  @Async
  public static Future<Object> awaitInOneBranchOnly(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      int before = i * 10;
      if (i == 1) {
        before += await(p.f(5));
      }
      text += before + ",";
    }
    return ready(text);
  }

  @Async
  public static Future<Object> patterns(Probe p) {
    String text = "";
    for (Object o : new Object[] {"string", 5, 'c', null}) {
      if (await(p.f(o)) instanceof String s && s.length() > await(p.f(3))) {
        text += s + await(p.f("!")) + s.length();
      } else if (o instanceof Integer i && await(p.f(i)) == 5) {
        text += i + await(p.f(1));
      } else if (!(o instanceof Character c)) {
        text += "neither";
      } else {
        text += c + await(p.f("?")) + c;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<Object> patternInNegatedLoop(Probe p) {
    int n = 0;
    Object o = 0;
    while (!(o instanceof String s)) {
      o = await(p.f(n++ < 2 ? n : "done"));
    }
    return ready(s + n + await(p.f(s.length())));
  }

  @Async
  public static Future<Object> assertions(Probe p) {
    assert await(p.f(1)) > 0 : await(p.f("fine"));
    int n = await(p.f(2));
    try {
      assert await(p.f(n)) > 5 : "only " + await(p.f(n));
    } catch (AssertionError e) {
      return ready(e.getMessage() + n);
    }
    return ready("not here");
  }

  @Async
  public static Future<Object> comparisons(Probe p) {
    int i = 5;
    long j = 6;
    double d = 7;
    String text = "";
    text += i < await(p.f(6)) ? "a" : "-";
    text += await(p.f(6L)) != j ? "b" : "-";
    text += d >= await(p.f(7d)) ? "c" : "-";
    text += await(p.f(1f)) > d == i > 4 ? "d" : "-";
    return ready(text);
  }

  @Async
  public static Future<Object> nullChecks(Probe p) {
    String text = "";
    for (String s : new String[] {"s", null}) {
      text += await(p.f(s)) == null ? "null" : s + await(p.f("!"));
      text += null != await(p.f(s)) ? "set" : "unset";
    }
    return ready(text);
  }

  @Async
  public static Future<Object> referenceComparison(Probe p) {
    Object a = new Object();
    return ready((a == await(p.f(a))) + " " + (await(p.f(new Object())) == a));
  }

  @Async
  public static Future<Object> assignmentAsCondition(Probe p) {
    int n;
    boolean done = false;
    String text = "";
    while (!(done = (n = await(p.f(text.length()))) > 4)) {
      text += n + (done ? "never" : ",");
    }
    return ready(text + n + done);
  }

  @Async
  public static Future<Object> ternaryOfFutures(Probe p) {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      sum = sum * 10 + await(i == 1 ? p.f(4) : p.f(i));
    }
    return ready(sum);
  }

  @Async
  public static Future<Object> ternaryOfBoxes(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      Object o = await(p.f(i == 0)) ? 1 : 2.0;
      Integer maybe = await(p.f(i == 1)) ? await(p.<Integer>f(null)) : Integer.valueOf(3);
      text += o + "" + maybe;
    }
    return ready(text);
  }

  @Async
  public static Future<Object> ternaryUnboxesNull(Probe p) {
    boolean c = await(p.f(true));
    int n = c ? await(p.<Integer>f(null)) : 0;
    return ready(n);
  }

  private static final boolean DEBUG = false;

  @Async
  public static Future<Object> leftOutByJavac(Probe p) {
    int n = await(p.f(1));
    if (DEBUG) {
      n += await(p.f(2)) + await(async(() -> await(p.f(3))));
    }
    n += DEBUG ? await(async(() -> await(p.f(4)))) : await(p.f(5));
    return ready(n + (DEBUG && await(p.f(true)) ? 1 : await(p.f(2))));
  }
}
