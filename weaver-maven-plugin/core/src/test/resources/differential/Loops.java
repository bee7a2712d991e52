package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Awaits in loops of every kind. */
public final class Loops {
  private Loops() {}

  @Async
  public static Future<Integer> countedFor(Probe p) {
    int sum = 100;
    for (int i = 0; i < 4; i++) {
      sum += i * await(p.f(10 + i));
    }
    return ready(sum);
  }

  @Async
  public static Future<Integer> countedDown(Probe p) {
    int product = 1;
    for (int i = 5; i > 1; i -= 2) {
      product *= await(p.f(i)) + i;
    }
    return ready(product);
  }

  @Async
  public static Future<String> whileCondition(Probe p) {
    String text = "";
    int i = 0;
    while (await(p.f(i < 3))) {
      text += "<" + i++ + ">";
    }
    return ready(text + i);
  }

  @Async
  @Pitfall(37)
  public static Future<Integer> doWhileContinue(Probe p) {
    int rounds = 0;
    do {
      rounds++;
      if (await(p.f(rounds % 2 == 0))) {
        continue;
      }
      p.log("odd " + rounds);
    } while (await(p.f(rounds < 5)));
    return ready(rounds);
  }

  @Async
  @Pitfall({37, 38})
  public static Future<Long> nestedSums(Probe p) {
    long sum = 1L << 40;
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 4; j++) {
        sum += await(p.f(i * 10 + j));
      }
      sum *= 2;
    }
    return ready(sum);
  }

  @Async
  @Pitfall(37)
  public static Future<String> nestedContinue(Probe p) {
    StringBuilder text = new StringBuilder();
    outer:
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        if (await(p.f(i == j))) {
          continue outer;
        }
        text.append(i).append(j).append(' ');
      }
      text.append("never");
    }
    return ready(text.toString());
  }

  @Async
  @Pitfall(37)
  public static Future<String> nestedBreak(Probe p) {
    String text = "";
    outer:
    for (int i = 0; ; i++) {
      int j = 0;
      while (true) {
        if (await(p.f(i * j > 3))) {
          break outer;
        }
        text += i + "*" + j + ";";
        if (++j > i + 1) {
          break;
        }
      }
    }
    return ready(text);
  }

  @Async
  public static Future<Integer> threeDeep(Probe p) {
    int n = 0;
    for (int i = 0; i < 2; i++) {
      n += await(p.f(1000));
      for (int j = 0; j < 2; j++) {
        n += await(p.f(100));
        for (int k = 0; k < 2; k++) {
          n += await(p.f(i + 2 * j + 4 * k));
        }
        n += j;
      }
      n -= i;
    }
    return ready(n);
  }

  @Async
  public static Future<Integer> awaitInUpdate(Probe p) {
    int n = 0;
    for (int i = 1; i < 40; i += await(p.f(i))) {
      n = n * 3 + i;
    }
    return ready(n);
  }

  @Async
  public static Future<Integer> awaitInInitializer(Probe p) {
    int n = 0;
    for (int i = await(p.f(3)), j = await(p.f(4)); i < j * 2; i++) {
      n += i * j;
    }
    return ready(n);
  }

  @Async
  public static Future<Integer> awaitEverywhere(Probe p) {
    int n = 0;
    for (int i = await(p.f(0)); await(p.f(i < 3)); i = await(p.f(i + 1))) {
      n += await(p.f(7 * i));
    }
    return ready(n);
  }

  @Async
  public static Future<String> foreverBreak(Probe p) {
    int i = 0;
    for (; ; ) {
      if (await(p.f(i)) == 3) {
        break;
      }
      i++;
    }
    return ready("left at " + i);
  }

  @Async
  public static Future<String> foreverReturn(Probe p) {
    int i = 10;
    while (true) {
      int got = await(p.f(i * 2));
      if (got > 24) {
        return ready(got + " from " + i);
      }
      i++;
    }
  }

  @Async
  @Pitfall(31)
  public static Future<String> foreverThrow(Probe p) {
    int i = 0;
    while (true) {
      if (i == 2) {
        throw new IllegalStateException("round " + i);
      }
      i += await(p.f(1));
    }
  }

  @Async
  @Pitfall(32)
  public static Future<String> foreverUntilItFails(Probe p) {
    int i = 3;
    for (; ; ) {
      p.log(await(i-- > 0 ? p.f("more " + i) : p.fail(new RuntimeException("end " + i))));
    }
  }

  @Async
  @Pitfall(20)
  public static Future<String> overObjects(Probe p) {
    Item[] items = {new Item("a", 1), new Item("b", 2), null, new Item("c", 3)};
    String text = "";
    for (Item item : items) {
      int got = await(p.f(5));
      text += item == null ? "-" : item.name + item.number * got;
    }
    return ready(text);
  }

  @Async
  public static Future<Integer> overInts(Probe p) {
    int n = 0;
    for (int i : new int[] {3, 1, 4, 1, 5}) {
      n = 10 * n + i + await(p.f(1));
    }
    return ready(n);
  }

  @Async
  @Pitfall(20)
  public static Future<int[][]> overRows(Probe p) {
    int[][] rows = {{1}, {2, 3}, {4, 5, 6}};
    for (int[] row : rows) {
      row[0] += await(p.f(row.length * 100));
      for (int cell : row) {
        p.log(cell + await(p.f(1)));
      }
    }
    return ready(rows);
  }

  @Async
  public static Future<List<String>> overList(Probe p) {
    List<String> out = new ArrayList<>();
    for (String s : await(p.f(List.of("x", "yy", "zzz")))) {
      out.add(s + await(p.f(s.length())));
    }
    return ready(out);
  }

  @Async
  public static Future<List<String>> overListsOfLists(Probe p) {
    List<String> out = new ArrayList<>();
    for (List<Integer> inner : List.of(List.of(1, 2), List.<Integer>of(), List.of(3))) {
      for (Integer i : inner) {
        out.add(i + "/" + await(p.f(inner.size())));
      }
    }
    return ready(out);
  }

  @Async
  public static Future<String> overIterator(Probe p) {
    String text = "";
    for (Iterator<Integer> it = List.of(8, 9).iterator(); it.hasNext(); ) {
      text += it.next() + await(p.f(","));
    }
    return ready(text);
  }

  @Async
  @Pitfall(18)
  public static Future<String> nullUntilSet(Probe p) {
    String s = null;
    int i = 0;
    while (s == null) {
      s = await(p.f(i++ < 2 ? null : "set"));
    }
    return ready(s + i);
  }

  @Async
  public static Future<String> typeOnlyKnownAtBackEdge(Probe p) {
    CharSequence last = null;
    for (int i = 0; i < 3; i++) {
      p.log(String.valueOf(last));
      last = i % 2 == 0 ? new StringBuilder("b").append(await(p.f(i))) : "s" + await(p.f(i));
    }
    return ready(last.toString());
  }

  @Async
  public static Future<Integer> fibonacci(Probe p) {
    int a = 0;
    int b = 1;
    for (int i = 0; i < 12; i++) {
      int next = a + await(p.f(b));
      a = b;
      b = next;
    }
    return ready(a * 1000 + b);
  }

  @Async
  public static Future<Integer> innerWithoutAwait(Probe p) {
    int n = 0;
    for (int i = 1; i <= 3; i++) {
      int got = await(p.f(i));
      for (int j = 0; j < got * 5; j++) {
        n += j ^ i;
      }
    }
    for (int j = 0; j < 10; j++) {
      n += j;
    }
    return ready(n);
  }

  @Async
  public static Future<Integer> outerWithoutAwaitOfItsOwn(Probe p) {
    int n = 1;
    for (int i = 0; i < 3; i++) {
      int start = n;
      while (n < start + 10) {
        n += await(p.f(i + 4));
      }
      n -= i;
    }
    return ready(n);
  }

  @Async
  public static Future<String> twoLoopsInARow(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      text += await(p.f("a" + i));
    }
    for (long i = 5; i < 7; i++) {
      text += await(p.f("b" + i));
    }
    return ready(text);
  }

  @Async
  public static Future<Integer> breakOutOfABlock(Probe p) {
    int n = 1;
    block:
    {
      n += await(p.f(2));
      if (n == 3) {
        break block;
      }
      n = 50;
    }
    return ready(n + await(p.f(100)));
  }

  @Async
  public static Future<Integer> zeroRounds(Probe p) {
    int n = await(p.f(9));
    for (int i = n; i < 9; i++) {
      n += await(p.f(1));
    }
    return ready(n);
  }

  @Async
  public static Future<Integer> manyRounds(Probe p) {
    int n = 0;
    for (int i = 0; i < 1_000; i++) {
      n = 31 * n + await(p.f(i));
    }
    return ready(n);
  }

  @Async
  public static Future<String> continueWithWideCounters(Probe p) {
    double d = 0.5;
    long l = 1L << 33;
    for (long i = 1L << 35; i > 1L << 32; i >>= 1) {
      if (await(p.f(i)) % 3 == 1) {
        d *= 2;
        continue;
      }
      l += i;
    }
    return ready(d + ":" + l);
  }

  static final class Item {
    final String name;
    final int number;

    Item(String name, int number) {
      this.name = name;
      this.number = number;
    }
  }
}
