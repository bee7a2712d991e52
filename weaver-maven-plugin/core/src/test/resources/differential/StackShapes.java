package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.Objects;

/** Awaits with values below them on the operand stack. */
public final class StackShapes {
  private StackShapes() {}

  static String join(Object... values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(value == null ? "null" : value.getClass().getSimpleName() + value).append(' ');
    }
    return text.toString();
  }

  static String three(Object a, Object b, Object c) {
    return a + "|" + b + "|" + c;
  }

  static String mixed(int a, long b, String c, double d, int e) {
    return a + "," + b + "," + c + "," + d + "," + e;
  }

  @Async
  public static Future<String> valuesBelow(Probe p) {
    return ready(mixed(p.log(1), p.log(2L), await(p.f("three")), p.log(4.5), p.log(5)));
  }

  static String wide(long a, double b, Object c, long d) {
    return a + "," + b + "," + c + "," + d;
  }

  @Async
  @Pitfall(13)
  public static Future<String> wideValuesBelow(Probe p) {
    long a = p.log(1L);
    double d = p.log(2.0);
    return ready(wide(a, d, await(p.f("x")), a));
  }

  @Async
  @Pitfall(1)
  public static Future<String> awaitLast(Probe p) {
    return ready(mixed(p.log(1), 1L << 50, p.log("c"), 0.1, await(p.f(-5))));
  }

  @Async
  public static Future<String> awaitAsEveryArgument(Probe p) {
    return ready(
        mixed(await(p.f(1)), await(p.f(2L)), await(p.f("c")), await(p.f(4d)), await(p.f(5))));
  }

  @Async
  public static Future<String> varargsBelow(Probe p) {
    return ready(join(1, 'c', await(p.f("x")), 2L, await(p.f(3.5f)), (byte) 4));
  }

  @Async
  public static Future<String> nestedCalls(Probe p) {
    return ready(
        three(
            three(await(p.f(1)), p.log(2), await(p.f(3))),
            three(4, three(5, await(p.f(6)), 7), await(p.f(8))),
            three(await(p.f(9)), 10, p.log(11))));
  }

  @Async
  public static Future<Integer> awaitOfAwait(Probe p) {
    return ready(10 + await(await(p.f(p.f(await(p.f(p.f(5))) == null ? 1 : 2)))));
  }

  @Async
  @Pitfall(10)
  public static Future<String> nullConstantBelow(Probe p) {
    return ready(three(null, await(p.f("b")), null) + three(null, 1.0, await(p.f("c"))));
  }

  @Async
  @Pitfall(10)
  public static Future<String> castNullBelow(Probe p) {
    return ready(mixed(1, 2, (String) null, 3, await(p.f(4))));
  }

  @Async
  public static Future<String> awaitedNullBelow(Probe p) {
    return ready(three(await(p.f(null)), await(p.f("b")), await(p.f(null))));
  }

  @Async
  @Pitfall(11)
  public static Future<String> sameLocalTwiceBelow(Probe p) {
    String x = p.log("x");
    return ready(join(1, "k", x, x, await(p.f(x)), x));
  }

  @Async
  @Pitfall(11)
  public static Future<String> constantsBelow(Probe p) {
    String text = join(0, -1, 5, 100, -30_000, 1 << 30, 0L, 1L, 1L << 40, await(p.f("integers")));
    text += join(0f, 2f, 0.1f, 0.0, 1.0, -0.0, Math.PI, await(p.f("fractions")));
    text += join("k", "", 'c', true, (byte) 7, null, await(p.f("others")));
    return ready(text + join(String.class, int[].class, int.class, await(p.f("classes"))));
  }

  static String numbers(int a, long b, float c, double d, Class<?> e, String f, Object g) {
    return a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g;
  }

  @Async
  @Pitfall(11)
  public static Future<String> constantsAsTheyAreBelow(Probe p) {
    int n = 70_000;
    long wide = 1L << 33;
    String text = "";
    for (int i = 0; i < 2; i++) {
      text += numbers(300, 7L, 0.5f, 1e100, String[].class, "constant", await(p.f(i)));
      text += numbers(n, wide, -2, 3, null, null, await(p.f(text.length())));
    }
    return ready(text);
  }

  @Async
  @Pitfall(11)
  public static Future<String> copiesOfDeadLocalsBelow(Probe p) {
    Object x = p.log("x");
    Object y = p.log("y");
    long wide = p.log(1L << 40);
    double d = p.log(0.5);
    String text = three(three(x, y, x), x, await(p.f("a")));
    text += three(x, y, three(x, y, await(p.f("b"))));
    return ready(text + wide(wide, d, await(p.f("c")), wide) + wide(wide, d, d, await(p.f(4L))));
  }

  @Async
  @Pitfall(11)
  public static Future<String> copiesOfWhatIsKeptBelow(Probe p) {
    int[] a = {1, 2};
    int i = p.log(1);
    String s = p.log("s");
    a[i] += await(p.f(10));
    a[i] -= a[i = 0] + await(p.f(20));
    s += s + await(p.f(i)) + (s = "changed") + s + await(p.f(a[1])) + s;
    return ready(s + a[i] + a[1]);
  }

  @Async
  public static Future<String> localChangedWhileBelow(Probe p) {
    int i = 1;
    return ready(mixed(i, i++, "" + i, i += 10, await(p.f(i = 100))) + i);
  }

  @Async
  public static Future<Integer> arithmetic(Probe p) {
    int a = 3;
    return ready(a * await(p.f(5)) - (a + await(p.f(7))) * (await(p.f(2)) << a) % 11);
  }

  @Async
  public static Future<Long> wideArithmetic(Probe p) {
    long a = 3L << 34;
    return ready(a * await(p.f(5L)) - (a ^ await(p.f(7L))) * (await(p.f(2L)) << 3));
  }

  @Async
  public static Future<Double> doubleArithmetic(Probe p) {
    double a = 0.25;
    float b = 1.5f;
    return ready(a / await(p.f(5d)) - (b + await(p.f(7f))) * await(p.f(2)) % a);
  }

  @Async
  @Pitfall(9)
  public static Future<int[]> arrayCompound(Probe p) {
    int[] a = {1, 20, 300};
    int i = 0;
    a[i++] += await(p.f(4));
    a[i++] *= await(p.f(5));
    a[p.log(i)] -= a[0] + await(p.f(6));
    return ready(a);
  }

  @Async
  public static Future<Object> wideArrayCompound(Probe p) {
    long[] a = {1L << 40, 2};
    double[] d = {0.5, 0.25};
    a[0] += await(p.f(4L));
    a[1] <<= await(p.f(5));
    d[1] /= await(p.f(3));
    d[0] += a[1]++ + await(p.f(9L));
    return ready(new Object[] {a, d});
  }

  @Async
  public static Future<Object> smallArrayCompound(Probe p) {
    byte[] b = {100};
    char[] c = {'a'};
    short[] s = {30_000};
    b[0] += await(p.f(100));
    c[0] += await(p.f(2));
    s[0] += await(p.f(10_000));
    return ready(new Object[] {b, c, s});
  }

  @Async
  public static Future<Object> stringArrayCompound(Probe p) {
    String[][] a = {{"x"}, {"y"}};
    int i = 1;
    a[i--][0] += await(p.f("!")) + a[i][0];
    return ready(a);
  }

  @Async
  @Pitfall(9)
  public static Future<Integer> localCompound(Probe p) {
    int x = 5;
    x += await(p.f(x = 20));
    x *= x + await(p.f(1));
    return ready(x);
  }

  @Async
  @Pitfall(9)
  public static Future<String> fieldCompound(Probe p) {
    Cell cell = new Cell();
    cell.n += await(p.f(cell.n = 50));
    cell.wide += cell.n++ + await(p.f(7L));
    cell.text += await(p.f(cell.text = "lost"));
    cell.next = new Cell();
    cell.next.n -= await(p.f(2)) + cell.n;
    return ready(cell + " " + cell.next);
  }

  @Async
  @Pitfall(9)
  public static Future<String> fieldIncrementBelow(Probe p) {
    Cell cell = new Cell();
    int sum = cell.n++ + await(p.f(10)) * ++cell.n + await(p.f(cell.n--));
    return ready(sum + " " + cell);
  }

  @Async
  public static Future<Integer> assignmentChain(Probe p) {
    int a;
    int b;
    int[] c = new int[1];
    a = b = c[0] = await(p.f(4)) + 1;
    return ready(a + b * 10 + c[0] * 100);
  }

  @Async
  public static Future<String> compoundAsValue(Probe p) {
    int[] a = {1, 2};
    long[] b = {1L << 40};
    Cell cell = new Cell();
    int x = a[0] += await(p.f(4));
    long y = b[0] *= await(p.f(2L)) + (cell.wide += await(p.f(3)));
    int z = (cell.n = a[1] = await(p.f(6))) * (x += await(p.f(x)));
    String s = cell.text += a[1]++ + await(p.f("s"));
    return ready(x + "," + y + "," + z + "," + s + "," + a[0] + a[1] + b[0] + cell);
  }

  @Async
  public static Future<Object> arrayInitializer(Probe p) {
    int[] a = {p.log(1), await(p.f(2)), 3, await(p.f(4))};
    Object[] b = {"s", await(p.f("t")), new long[] {5, await(p.f(6L))}};
    return ready(new Object[] {a, b});
  }

  @Async
  public static Future<Object> arrayDimensions(Probe p) {
    int[][] a = new int[await(p.f(2))][await(p.f(1))];
    a[await(p.f(1))][0] = await(p.f(3));
    return ready(a);
  }

  @Async
  public static Future<Integer> arrayIndex(Probe p) {
    int[] a = {2, 3, 4};
    return ready(a[await(p.f(1))] * a[a[await(p.f(0))]]);
  }

  @Async
  public static Future<String> receiverBelow(Probe p) {
    return ready(p.log("receiver").concat(await(p.f("!"))).substring(await(p.f(3)), 9));
  }

  @Async
  public static Future<Boolean> comparisonBelow(Probe p) {
    return ready(Objects.equals("a", await(p.f("a"))) == p.log(2) > await(p.f(1)));
  }

  @Async
  public static Future<Object> unusedResults(Probe p) {
    await(p.f("dropped"));
    await(p.f(1L));
    p.log(await(p.f(2.0)));
    return ready("end");
  }

  @Async
  @Pitfall(88)
  public static Future<Object> castOfResult(Probe p) {
    Object o = await(p.<Object>f("text"));
    String s = (String) await(p.<Object>f("cast"));
    long l = (Integer) await(p.<Object>f(3));
    return ready(o + s + l + (char) (int) await(p.f(65)));
  }

  @Async
  public static Future<Object> failingCastOfResult(Probe p) {
    String s = (String) await(p.<Object>f(5));
    return ready(s);
  }

  static final class Cell {
    int n = 1;
    long wide = 1L << 40;
    String text = "t";
    Cell next;

    @Override
    public String toString() {
      return n + "/" + wide + "/" + text;
    }
  }
}
