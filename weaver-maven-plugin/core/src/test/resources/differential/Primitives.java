package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;

/** Values of all primitive types across awaits. */
public final class Primitives {
  private Primitives() {}

  static String take(
      boolean z, byte b, char c, short s, int i, long j, float f, double d, Object last) {
    return z + " " + b + " " + c + " " + s + " " + i + " " + j + " " + f + " " + d + " " + last;
  }

  @Async
  @Pitfall(26)
  public static Future<String> asLocals(Probe p) {
    boolean z = p.log(true);
    byte b = p.log((byte) -100);
    char c = p.log('\u1234');
    short s = p.log((short) -30_000);
    int i = p.log(Integer.MIN_VALUE);
    long j = p.log(Long.MIN_VALUE + 1);
    float f = p.log(-0.0f);
    double d = p.log(Double.NaN);
    Object last = await(p.f("last"));
    return ready(take(z, b, c, s, i, j, f, d, last));
  }

  @Async
  @Pitfall(26)
  public static Future<String> onTheStack(Probe p) {
    return ready(
        take(
            p.log(true),
            p.log((byte) -100),
            p.log('\u1234'),
            p.log((short) -30_000),
            p.log(1 << 31),
            p.log(1L << 63),
            p.log(Float.MIN_VALUE),
            p.log(Double.MAX_VALUE),
            await(p.f("last"))));
  }

  @Async
  public static Future<String> allAwaited(Probe p) {
    return ready(
        take(
            await(p.f(true)),
            await(p.f((byte) 1)),
            await(p.f('c')),
            await(p.f((short) 2)),
            await(p.f(3)),
            await(p.f(4L)),
            await(p.f(5f)),
            await(p.f(6d)),
            await(p.f(null))));
  }

  @Async
  public static Future<String> asParameters(Probe p) {
    return ready(
        await(parameters(p, false, (byte) 7, 'x', (short) 8, 9, 1L << 50, 0.5f, 0.25))
            + await(parameters(p, true, (byte) -7, 'y', (short) -8, -9, -1L, -0.5f, -0.25)));
  }

  @Async
  static Future<String> parameters(
      Probe p, boolean z, byte b, char c, short s, int i, long j, float f, double d) {
    Object first = await(p.f("first"));
    String text = take(z, b, c, s, i, j, f, d, first);
    z = !z;
    b++;
    c++;
    s--;
    i += 100;
    j <<= 1;
    f *= 3;
    d /= 3;
    Object last = await(p.f("last"));
    return ready(text + " then " + take(z, b, c, s, i, j, f, d, last));
  }

  @Async
  public static Future<Object> increments(Probe p) {
    byte b = 127;
    char c = 0xFFFF;
    short s = Short.MAX_VALUE;
    int i = Integer.MAX_VALUE;
    long j = Long.MAX_VALUE;
    float f = 1.5f;
    double d = 2.5;
    int sum = b++ + await(p.f(1)) + ++i;
    c += await(p.f(2));
    s -= await(p.f(-1));
    j++;
    f--;
    d += await(p.f(1)) + f++;
    return ready(take(false, b, c, s, i, j, f, d, sum));
  }

  @Async
  public static Future<Object> conversions(Probe p) {
    int i = 300;
    long j = 1L << 33 | 5;
    double d = 1e20;
    byte b = (byte) (i + await(p.f(1)));
    char c = (char) (j + await(p.f(60L)));
    int fromDouble = (int) (d * await(p.f(2)));
    long fromFloat = (long) (3.9f + await(p.f(0.5f)));
    float narrowed = (float) (d + await(p.f(1e30)));
    return ready(b + " " + c + " " + fromDouble + " " + fromFloat + " " + narrowed);
  }

  @Async
  @Pitfall(88)
  public static Future<Object> unboxedThenWidened(Probe p) {
    long j = await(p.f(7));
    double d = await(p.f('a'));
    float f = await(p.f((short) 3));
    int i = await(p.f((byte) -1));
    return ready(j + d + f + i);
  }

  @Async
  public static Future<Object> booleans(Probe p) {
    boolean a = await(p.f(true));
    boolean b = a ^ await(p.f(true));
    boolean c = a & await(p.f(false)) | b;
    a &= await(p.f(true));
    b |= await(p.f(a));
    c ^= !await(p.f(c));
    return ready(a + " " + b + " " + c);
  }

  @Async
  public static Future<Object> booleanAndFloatArrays(Probe p) {
    boolean[] z = {true, false};
    float[] f = {0.5f, 2};
    z[1] |= await(p.f(true));
    z[0] &= !await(p.f(z[1]));
    f[0] *= await(p.f(4f));
    f[1]--;
    return ready(new Object[] {z, f, await(p.f(f[0]))});
  }

  @Async
  public static Future<Object> specialDoubles(Probe p) {
    double nan = 0.0 / await(p.f(0.0));
    double negativeZero = -0.0;
    boolean below = nan < await(p.f(1.0));
    boolean notAbove = !(nan > await(p.f(1.0)));
    boolean same = negativeZero == await(p.f(0.0));
    return ready(below + " " + notAbove + " " + same + " " + 1 / negativeZero);
  }

  @Async
  public static Future<Object> longComparisons(Probe p) {
    long a = 1L << 40;
    String text = "";
    text += a > await(p.f(1L << 39)) ? ">" : "!";
    text += a == await(p.f(1L << 40)) ? "=" : "!";
    text += await(p.f(3f)) <= a ? "<" : "!";
    return ready(text);
  }

  @Async
  public static Future<Object> shifts(Probe p) {
    int i = -16;
    long j = -1L << 40;
    i >>>= await(p.f(4));
    j >>= await(p.f(35L));
    return ready((i >> await(p.f(3))) + (j >>> await(p.f(60))) + (5L << await(p.f(2))));
  }

  @Async
  public static Future<Object> wideBesideNarrow(Probe p) {
    long a = await(p.f(1L));
    int b = await(p.f(2));
    double c = await(p.f(3.0));
    float d = await(p.f(4f));
    long e = await(p.f(5L));
    byte f = await(p.f((byte) 6));
    return ready(a * 100_000 + b * 10_000 + c * 1_000 + d * 100 + e * 10 + f);
  }

  @Async
  public static Future<Object> constants(Probe p) {
    final int ten = 10;
    final long big = 1L << 40;
    final String name = "const";
    int sum = ten + await(p.f(ten));
    return ready(sum + big + name + await(p.f(name)) + ten);
  }

  @Async
  public static Future<Object> boxesStayBoxes(Probe p) {
    Integer a = 1000;
    Long b = 1000L;
    Integer c = await(p.f(a));
    Object d = await(p.<Object>f(b));
    return ready((a == c) + " " + (b == d) + " " + a.equals(d) + " " + (a + b + c));
  }

  @Async
  public static Future<Object> boxedCompound(Probe p) {
    Integer a = 5;
    Double d = 0.5;
    Character c = 'a';
    a += await(p.f(3));
    a++;
    d *= a + await(p.f(1));
    c++;
    return ready(a + " " + d + " " + c + await(p.f(c)));
  }
}
