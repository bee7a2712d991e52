package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.List;

/** Methods whose results are small numbers that are boxed where they return. */
public final class Numbers {
  private final int base;

  private Numbers(int base) {
    this.base = base;
  }

  @Async
  static Future<Boolean> isEven(Probe p, int x) {
    p.log(x);
    if (x == 3) {
      await(p.f("three"));
    }
    return ready(x % 2 == 0);
  }

  @Async
  static Future<Byte> toByte(Probe p, int x) {
    return x < 0 ? negativeByte(p, x) : ready((byte) await(p.f(x)).intValue());
  }

  @Async
  static Future<Byte> negativeByte(Probe p, int x) {
    if (await(isEven(p, x))) {
      return ready((byte) (x - 1));
    }
    return ready((byte) x);
  }

  @Async
  static Future<Character> toChar(Probe p, int x) {
    await(p.f("char"));
    return ready((char) x);
  }

  @Async
  static Future<Short> toShort(Probe p, int x) {
    try {
      return ready((short) (x + await(p.f(1))));
    } finally {
      p.log("short");
    }
  }

  @Async
  static Future<Integer> toInt(Probe p, int x) {
    return ready(await(p.f(x)) - 1);
  }

  @Async
  public static Future<String> ofAllKinds(Probe p) {
    String text = "";
    for (int x : new int[] {-1, 3, 128, 65_535, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      boolean even = await(isEven(p, x));
      byte b = await(toByte(p, x));
      char c = await(toChar(p, x));
      short s = await(toShort(p, x));
      int i = await(toInt(p, x));
      text += even + " " + b + " " + (int) c + " " + s + " " + i + "\n";
    }
    return ready(text);
  }

  @Async
  public static Future<String> boxedAgain(Probe p) {
    List<Object> all = new ArrayList<>();
    all.add(await(isEven(p, 3)));
    all.add(await(toByte(p, -3)));
    all.add(await(toChar(p, 'x')));
    all.add(await(toShort(p, -30_000)));
    Integer i = await(toInt(p, -1));
    Number n = await(toInt(p, 1_000_000));
    Comparable<Integer> c = await(toInt(p, 0));
    all.addAll(List.of(i, n, c, i == await(toInt(p, -1))));
    String classes = "";
    for (Object each : all) {
      classes += each.getClass().getSimpleName() + " ";
    }
    return ready(classes + all);
  }

  @Async
  public static Future<String> widened(Probe p) {
    long j = await(toByte(p, -1));
    double d = await(toInt(p, 7));
    float f = await(toChar(p, 'a'));
    return ready(j + " " + d + " " + f + (await(toInt(p, 9)) + 1L << 40));
  }

  @Async
  public static Future<String> dropped(Probe p) {
    await(isEven(p, 3));
    await(toInt(p, 4));
    Object unused = await(toChar(p, 'c'));
    return ready(p.log("end"));
  }

  @Async
  public static Future<String> onTheStack(Probe p) {
    return ready(
        await(toInt(p, 1))
            + ","
            + (await(toInt(p, 2)) + await(toShort(p, 3)) * await(toByte(p, 4)))
            + (await(isEven(p, 3)) || await(isEven(p, 4)) ? await(toChar(p, 'y')) : 'n'));
  }

  @Async
  static Future<Integer> mixed(Probe p, int x) {
    await(p.f("mixed"));
    if (x == 0) {
      return ready(10);
    } else if (x == 1) {
      return ready(null);
    } else if (x == 2) {
      return p.f(30);
    }
    return toInt(p, x);
  }

  @Async
  public static Future<String> someBoxedElsewhere(Probe p) {
    return ready(
        ""
            + await(mixed(p, 0))
            + await(mixed(p, 1))
            + await(mixed(p, 2))
            + await(mixed(p, 3)));
  }

  @Async
  public static Future<String> absentNumber(Probe p) {
    try {
      int x = await(mixed(p, 1));
      return ready("got " + x);
    } catch (NullPointerException e) {
      return ready(p.log("null"));
    }
  }

  @Async
  static Future<Object> either(Probe p, int x) {
    await(p.f("either"));
    if (x == 0) {
      return ready('c');
    } else if (x == 1) {
      return ready(1);
    }
    return ready(true);
  }

  @Async
  public static Future<String> boxedAsDifferentClasses(Probe p) {
    return ready("" + await(either(p, 0)) + await(either(p, 1)) + await(either(p, 2)));
  }

  @Async
  static Future<Boolean> odd(Probe p, int x) {
    return x == 0 ? ready(false) : even(p, x - 1);
  }

  @Async
  static Future<Boolean> even(Probe p, int x) {
    if (x % 5 == 0) {
      await(p.f(x));
    }
    if (x == 0) {
      return ready(true);
    }
    return odd(p, x - 1);
  }

  @Async
  public static Future<String> eachOther(Probe p) {
    return ready("" + await(even(p, 12)) + await(odd(p, 12)) + await(even(p, 700)));
  }

  @Async
  static Future<Integer> forEver(Probe p, int x) {
    return x > 3 ? failing(p, x) : forEver(p, x + 1);
  }

  @Async
  static Future<Integer> failing(Probe p, int x) {
    await(p.f(x));
    throw new IllegalStateException("failed at " + x);
  }

  @Async
  public static Future<String> neverReturned(Probe p) {
    try {
      return ready("got " + await(forEver(p, 0)));
    } catch (IllegalStateException e) {
      return ready(p.log(e.getMessage()));
    }
  }

  @Async
  private Future<Integer> plus(Probe p, int x) {
    return ready(base + await(p.f(x)));
  }

  @Async
  final Future<Integer> twice(Probe p, int x) {
    return plus(p, await(plus(p, x)));
  }

  @Async
  public static Future<Integer> ofObjects(Probe p) {
    Numbers numbers = new Numbers(p.log(5));
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += await(numbers.plus(p, i)) + await(numbers.twice(p, i));
    }
    return ready(sum);
  }

  @Async
  static Future<Integer> count(Probe p, int depth) {
    if (depth == 0) {
      return ready(await(p.f(0)));
    }
    return ready(1 + await(count(p, depth - 1)));
  }

  @Async
  public static Future<Integer> deep(Probe p) {
    return ready(await(count(p, 300)) + await(count(p, 1000)));
  }

  @Async
  static Future<Integer> manyArguments(
      Probe p, long a, long b, double c, double d, String e, int f, Object g) {
    String before = a + e + f;
    int x = await(p.f(f));
    return ready((before + x + b + c + d + g).length());
  }

  @Async
  public static Future<Integer> ofManyArguments(Probe p) {
    return ready(await(manyArguments(p, 1, 2, 3, 4, "5", 6, 7)) * 2);
  }
}
