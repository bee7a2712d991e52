package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;

/** Awaits among the operands of a string concatenation. */
public final class StringConcat {
  private StringConcat() {}

  @Async
  @Pitfall(14)
  public static Future<Object> everyOther(Probe p) {
    String x = p.log("x");
    return ready("a" + await(p.f("b")) + x + await(p.f("c")) + 1L);
  }

  @Async
  public static Future<Object> allTypes(Probe p) {
    boolean z = true;
    char c = 'c';
    byte b = 1;
    short s = 2;
    int i = 3;
    long j = 4;
    float f = 5;
    double d = 6;
    return ready("" + z + c + b + s + i + j + f + d + await(p.f("!")) + d + f + j + i + s + b + c);
  }

  @Async
  public static Future<Object> firstAndLast(Probe p) {
    return ready(await(p.f("first")) + "-" + p.log(2) + "-" + await(p.f("last")));
  }

  @Async
  public static Future<Object> nulls(Probe p) {
    String s = null;
    Object o = null;
    return ready("[" + s + await(p.f(null)) + o + null + await(p.f("]")));
  }

  @Async
  public static Future<Object> assignedInLoop(Probe p) {
    String s = "";
    for (int i = 0; i < 4; i++) {
      s += i + await(p.f("+")) + s.length() + ",";
    }
    return ready(s);
  }

  @Async
  public static Future<Object> mutableOperand(Probe p) {
    StringBuilder b = new StringBuilder("b");
    String before = "" + b + await(p.f(1)).toString();
    String s = "" + b.length() + await(p.f(b.append("c"))).length() + b;
    return ready(before + s);
  }

  @Async
  public static Future<Object> nestedConcatenations(Probe p) {
    return ready("a" + ("b" + await(p.f("c")) + ("d" + await(p.f("e")) + 1)) + await(p.f("f")));
  }

  @Async
  public static Future<Object> specialCharacters(Probe p) {
    return ready("\u0001" + await(p.f("\u0002")) + "\u0002%s\u0001" + await(p.f(1)) + "\n\\\"");
  }

  @Async
  public static Future<Object> sideEffectsInOrder(Probe p) {
    int i = 0;
    return ready(i++ + "," + await(p.f(i++)) + "," + p.log(i++) + await(p.f(i += 10)) + i);
  }

  @Async
  public static Future<Object> conditionalOperands(Probe p) {
    String s = "";
    for (int i = 0; i < 2; i++) {
      s += "<" + (i == 0 ? await(p.f("yes")) : 'n') + (await(p.f(i)) > 0 ? 1 : 2.0) + ">";
    }
    return ready(s);
  }

  @Async
  public static Future<Object> textBlock(Probe p) {
    return ready(
        """
        one %d
          two\
        """
                .formatted(await(p.f(1)))
            + await(
                p.f(
                    """
                    three
                    """)));
  }
}
