package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;
import differential.other.Elements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Loops over {@code each}: waits that the compiler hides behind an iterator. */
public final class EachLoops {
  private EachLoops() {}

  @Async
  public static Future<String> simple(Probe p) {
    String text = "";
    for (String s : each(Elements.of(p, "a", "b", "c"))) {
      text += s;
    }
    return ready(text);
  }

  @Async
  public static Future<Integer> empty(Probe p) {
    int n = 7;
    for (Object o : each(Elements.of(p))) {
      n++;
    }
    return ready(n);
  }

  @Async
  public static Future<String> withAwaitInTheBody(Probe p) {
    String text = "";
    for (String s : each(Elements.of(p, "a", "b", "c"))) {
      text += s + await(p.f(text.length())) + s;
    }
    return ready(text);
  }

  @Async
  public static Future<String> nested(Probe p) {
    String text = "";
    for (String s : each(Elements.of(p, "a", "b"))) {
      for (int n : each(Elements.of(p, 1, 2, 3))) {
        text += s + n;
      }
      text += await(p.f("."));
    }
    return ready(text);
  }

  @Async
  public static Future<String> nestedOverOneStream(Probe p) {
    AsyncStream<Integer> all = Elements.of(p, 1, 2, 3, 4, 5, 6, 7);
    String text = "";
    for (int n : each(all)) {
      text += n + "(";
      for (int m : each(all)) {
        text += m;
        if (m % 3 == 0) {
          break;
        }
      }
      text += ")";
    }
    return ready(text);
  }

  @Async
  public static Future<String> labelled(Probe p) {
    String text = "";
    outer:
    for (int n : each(Elements.of(p, 1, 2, 3, 4))) {
      for (int m : each(Elements.of(p, 1, 2, 3))) {
        if (m > n) {
          continue outer;
        }
        if (n + m == 6) {
          break outer;
        }
        text += n + "" + m + await(p.f(","));
      }
      text += "all ";
    }
    return ready(text);
  }

  @Async
  public static Future<String> breakAndContinue(Probe p) {
    String text = "";
    for (int n : each(Elements.of(p, 1, 2, 3, 4, 5, 6))) {
      if (n % 2 == 0) {
        continue;
      }
      if (await(p.f(n > 4))) {
        break;
      }
      text += n;
    }
    return ready(text);
  }

  @Async
  public static Future<String> returnFromInside(Probe p) {
    for (String s : each(Elements.of(p, "a", "bb", "ccc"))) {
      for (int n : each(Elements.of(p, 1, 2))) {
        if (s.length() == 2 && n == 2) {
          return ready(s + n);
        }
      }
    }
    return ready("not here");
  }

  @Async
  public static Future<String> continuedByALaterLoop(Probe p) {
    AsyncStream<String> all = Elements.of(p, "a", "b", "-", "c", "d");
    String text = "";
    for (String s : each(all)) {
      if (s.equals("-")) {
        break;
      }
      text += s;
    }
    text += await(p.f("|"));
    for (String s : each(all)) {
      text += s;
    }
    for (String s : each(all)) {
      text += "not here";
    }
    return ready(text);
  }

  @Async
  public static Future<Long> primitives(Probe p) {
    long sum = 0;
    for (int n : each(Elements.of(p, 1, 2))) {
      sum += n;
    }
    for (long n : each(Elements.of(p, 1L << 40, 2L))) {
      sum += n * await(p.f(3L));
    }
    for (long n : each(Elements.of(p, 5, 6))) {
      sum = sum * 10 + n;
    }
    for (double d : each(Elements.of(p, 0.5, 2.5))) {
      sum += (long) (d * await(p.f(2.0)));
    }
    for (char c : each(Elements.of(p, 'a', 'b'))) {
      sum += c;
    }
    for (float f : each(Elements.of(p, 1f))) {
      sum += (int) f;
    }
    for (boolean b : each(Elements.of(p, true, false))) {
      sum = b ? sum + 1 : -sum;
    }
    return ready(sum);
  }

  @Async
  public static Future<String> wideLocalsAround(Probe p) {
    long before = await(p.f(1L << 50));
    double text = 0.5;
    for (long n : each(Elements.of(p, 3L, 4L))) {
      double d = n / 2.0;
      text += d + await(p.f(before)) % 7;
    }
    return ready(before + " " + text);
  }

  @Async
  public static Future<Object> wildcards(Probe p) {
    AsyncStream<? extends Number> numbers = Elements.of(p, 1, 2);
    AsyncStream<?> things = Elements.of(p, "x", 3L);
    List<Object> seen = new ArrayList<>();
    for (Number n : each(numbers)) {
      seen.add(n.intValue());
    }
    for (var thing : each(things)) {
      seen.add(thing);
    }
    return ready(seen);
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  @Async
  public static Future<Object> raw(Probe p) {
    AsyncStream things = Elements.of(p, "x", 3L);
    List<Object> seen = new ArrayList<>();
    for (Object thing : each(things)) {
      seen.add(thing);
    }
    return ready(seen);
  }

  @Async
  public static Future<String> wrongElement(Probe p) {
    @SuppressWarnings("unchecked")
    AsyncStream<Integer> numbers = (AsyncStream<Integer>) (AsyncStream<?>) Elements.of(p, "x");
    try {
      for (int n : each(numbers)) {
        return ready("not here" + n);
      }
    } catch (ClassCastException e) {
      return ready("caught" + await(p.f("!")));
    }
    return ready("nor here");
  }

  @Async
  public static Future<String> genericElements(Probe p) {
    return ready(await(joined(p, Elements.of(p, "a", "bb"))));
  }

  @Async
  static <T extends CharSequence & Comparable<T>> Future<String> joined(
      Probe p, AsyncStream<? extends T> all) {
    String text = "";
    for (T element : each(all)) {
      text += element.length() + await(p.f(element.compareTo(element))) + element.toString();
    }
    return ready(text);
  }

  @Async
  public static Future<String> mapEntries(Probe p) {
    String text = "";
    for (Map.Entry<String, int[]> e :
        each(Elements.of(p, Map.entry("a", new int[] {1}), Map.entry("b", new int[] {2})))) {
      e.getValue()[0] += await(p.f(5));
      text += e.getKey() + e.getValue()[0];
    }
    return ready(text);
  }

  @Async
  public static Future<String> arrayOfStreams(Probe p) {
    List<AsyncStream<String>> streams =
        List.of(Elements.of(p, "a", "b"), Elements.of(p), Elements.of(p, "c"));
    String text = "";
    for (AsyncStream<String> stream : streams) {
      for (String s : each(stream)) {
        text += s;
      }
      text += "/";
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    AsyncStream<String>[] array = new AsyncStream[] {Elements.of(p, "d"), Elements.of(p, "e", "f")};
    int i = 0;
    for (String s : each(array[i++])) {
      text += s + i;
    }
    for (String s : each(array[i++])) {
      text += s + i;
    }
    return ready(text);
  }

  @Async
  public static Future<String> streamOfStreams(Probe p) {
    String text = "";
    for (AsyncStream<String> inner :
        each(Elements.of(p, Elements.of(p, "a", "b"), Elements.of(p, "c")))) {
      for (String s : each(inner)) {
        text += s;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> streamOfArrays(Probe p) {
    String text = "";
    for (int[] row : each(Elements.of(p, new int[] {1, 2}, new int[] {3}))) {
      for (int n : row) {
        text += n + await(p.f(":"));
      }
      row[0]++;
      text += row[0];
    }
    return ready(text);
  }

  @Async
  public static Future<String> streamOfFutures(Probe p) {
    String text = "";
    for (Future<String> f : each(Elements.of(p, p.f("a"), p.f("b")))) {
      text += await(f);
    }
    return ready(text);
  }

  @Async
  public static Future<String> awaitInTheHeader(Probe p) {
    String text = "";
    for (String s : each(await(p.f(Elements.of(p, await(p.f("a")), await(p.f("b"))))))) {
      text += s;
    }
    return ready(text);
  }

  @Async
  public static Future<String> choiceInTheHeader(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      AsyncStream<Integer> odd = Elements.of(p, 1, 3);
      for (int n : each(await(p.f(i == 1)) ? odd : Elements.of(p, 2, 4))) {
        text += n;
      }
      for (int n :
          each(
              switch (i) {
                case 0 -> await(p.f(odd));
                case 1 -> Elements.of(p, 5);
                default -> Elements.<Integer>of(p);
              })) {
        text += "<" + n + ">";
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> parenthesized(Probe p) {
    String text = "";
    for (String s : (each(((Elements.of(p, "a")))))) {
      text += s;
    }
    return ready(text);
  }

  @Async
  public static Future<String> inASwitch(Probe p) {
    String text = "";
    for (int n : each(Elements.of(p, 0, 1, 2, 3))) {
      switch (n) {
        case 0:
          for (String s : each(Elements.of(p, "a", "b"))) {
            text += s;
          }
          // falls through
        case 1:
          for (String s : each(Elements.of(p, "c", "d", "e"))) {
            if (s.equals("d")) {
              break;
            }
            text += s;
          }
          break;
        case 2:
          continue;
        default:
          text += await(p.f("end"));
      }
      text += n;
    }
    return ready(text);
  }

  @Async
  public static Future<String> inBranches(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      if (await(p.f(i % 2 == 0))) {
        for (int n : each(Elements.of(p, 1, 2))) {
          text += n + i;
        }
      } else if (i == 1) {
        for (long n : each(Elements.of(p, 3L))) {
          text += n + i;
        }
      } else {
        text += "-";
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> besideOtherLoops(Probe p) {
    String text = "";
    for (String s : List.of("a", "b")) {
      text += s;
    }
    for (String s : each(Elements.of(p, "c", "d"))) {
      for (String t : List.of("e", "f")) {
        text += s + t + await(p.f("."));
      }
      for (int i : new int[] {1, 2}) {
        text += i;
      }
    }
    for (Iterator<String> it = List.of("g", "h").iterator(); it.hasNext(); ) {
      text += it.next() + await(p.f("!"));
    }
    int i = 0;
    while (i++ < 2) {
      for (String s : each(Elements.of(p, "i"))) {
        text += s + i;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> iteratorsShareASlot(Probe p) {
    String text = "";
    for (int round = 0; round < 2; round++) {
      {
        for (String s : List.of("a")) {
          text += s + await(p.f(1));
        }
      }
      {
        for (String s : each(Elements.of(p, "b"))) {
          text += s;
        }
      }
      {
        long wide = await(p.f(9L));
        text += wide;
      }
      {
        for (String s : each(Elements.of(p, "c"))) {
          text += s;
        }
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> lambda(Probe p) {
    String before = await(p.f("<"));
    AsyncStream<String> all = Elements.of(p, "a", "b");
    String text =
        await(
            async(
                () -> {
                  String inner = before;
                  for (String s : each(all)) {
                    inner += s;
                  }
                  return inner;
                }));
    await(
        async(
            () -> {
              for (int n : each(Elements.of(p, 1, 2))) {
                p.log(n);
              }
            }));
    return ready(text);
  }

  @Async
  public static Future<String> lambdaInTheBody(Probe p) {
    List<Future<String>> all = new ArrayList<>();
    for (String s : each(Elements.of(p, "a", "b"))) {
      all.add(async(() -> s + await(p.f("!"))));
    }
    return ready(await(all.get(1)) + await(all.get(0)));
  }

  @Async
  public static Future<String> overAsyncMethods(Probe p) {
    String text = "";
    for (int n : each(new Countdown(p, 4))) {
      text += n;
    }
    for (String s : each(new Named(p))) {
      text += s;
    }
    return ready(text);
  }

  /** A stream whose elements are made by an async method. */
  private static final class Countdown implements AsyncStream<Integer> {
    private final Probe p;
    private int left;

    Countdown(Probe p, int left) {
      this.p = p;
      this.left = left;
    }

    @Override
    @Async
    public Future<Integer> next() {
      int step = await(p.f(1));
      left -= await(p.f(step));
      return ready(left < 0 ? null : left);
    }
  }

  /** A stream that loops over another. */
  private static final class Named implements AsyncStream<String> {
    private final Countdown numbers;

    Named(Probe p) {
      numbers = new Countdown(p, 6);
    }

    @Override
    @Async
    public Future<String> next() {
      for (int n : each(numbers)) {
        if (n % 2 == 0) {
          return ready("number " + n);
        }
      }
      return ready(null);
    }
  }

  @Async
  public static Future<String> overALambda(Probe p) {
    int[] left = {3};
    String text = "";
    AsyncStream<Integer> numbers = () -> p.f(left[0] == 0 ? null : left[0]--);
    for (int n : each(numbers)) {
      text += n;
    }
    return ready(text);
  }

  @Async
  public static Future<String> tryInside(Probe p) {
    String text = "";
    for (int n : each(Elements.of(p, 1, 2, 3, 4, 5))) {
      try {
        if (n == 2) {
          continue;
        }
        if (n == 3) {
          throw new IllegalStateException(await(p.f("three")));
        }
        if (n == 5) {
          break;
        }
        text += n;
      } catch (IllegalStateException e) {
        text += e.getMessage();
      } finally {
        text += await(p.f("f")) + n;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> tryAround(Probe p) {
    String text = "";
    try {
      for (String s : each(failing(p, "a", new IOException("lost")), IOException.class)) {
        text += s;
      }
    } catch (IOException e) {
      text += e.getMessage() + await(p.f("."));
    } finally {
      text += await(p.f("finally"));
    }
    return ready(text);
  }

  @Async
  public static Future<String> goesOnAfterAFailure(Probe p) {
    AsyncStream<String> all = failing(p, "a", new IllegalStateException("once"));
    String text = "";
    for (int i = 0; i < 2; i++) {
      try {
        for (String s : each(all)) {
          text += s;
        }
      } catch (IllegalStateException e) {
        text += e.getMessage();
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> failureLeavesLoops(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      try {
        for (String s : each(Elements.of(p, "a", "b"))) {
          for (String t : each(failing(p, "c", new IllegalStateException(s)))) {
            text += s + t;
          }
        }
      } catch (IllegalStateException e) {
        text += e.getMessage();
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> failureLeavesTheMethod(Probe p) {
    for (String s : each(failing(p, "a", new IllegalStateException("gone")))) {
      p.log(s);
    }
    return ready("not here");
  }

  @Async
  public static Future<String> bodyFails(Probe p) {
    AsyncStream<Integer> all = Elements.of(p, 1, 0, 2);
    String text = "";
    try {
      for (int n : each(all)) {
        text += 6 / n;
      }
    } catch (ArithmeticException e) {
      text += await(p.f("!"));
    }
    for (int n : each(all)) {
      text += n;
    }
    return ready(text);
  }

  private static AsyncStream<String> failing(Probe p, String first, Exception failure) {
    List<String> left = new ArrayList<>(List.of(first, ""));
    return () -> {
      if (left.isEmpty()) {
        return p.f(null);
      }
      String next = left.remove(0);
      return next.isEmpty() ? p.fail(failure) : p.f(next);
    };
  }

  @Async
  public static Future<String> returnThroughFinally(Probe p) {
    String[] text = {""};
    String got = await(returning(p, text));
    return ready(got + text[0]);
  }

  @Async
  private static Future<String> returning(Probe p, String[] text) {
    try {
      for (String s : each(Elements.of(p, "a", "b"))) {
        try {
          if (s.equals("b")) {
            return ready(s);
          }
        } finally {
          text[0] += await(p.f("inner "));
        }
      }
    } finally {
      for (String s : each(Elements.of(p, "c", "d"))) {
        text[0] += s;
      }
    }
    return ready("not here");
  }

  @Async
  public static Future<String> resource(Probe p) {
    String text = "";
    try (Lines lines = new Lines(p)) {
      for (String line : each(lines)) {
        text += line;
        if (line.equals("b")) {
          break;
        }
      }
    }
    return ready(text);
  }

  private static final class Lines implements AsyncStream<String>, AutoCloseable {
    private final Probe p;
    private final AsyncStream<String> lines;

    Lines(Probe p) {
      this.p = p;
      lines = Elements.of(p, "a", "b", "c");
    }

    @Override
    public Future<String> next() {
      return lines.next();
    }

    @Override
    public void close() {
      p.log("closed");
    }
  }

  @Async
  public static Future<String> eager(Probe p) {
    return ready(await(started(p)) + await(p.f("!")));
  }

  @Async
  private static CompletableFuture<String> started(Probe p) {
    String text = await(p.f("-"));
    for (String s : each(Elements.of(p, "a", "b"))) {
      text += s;
    }
    return completed(text);
  }

  @Async
  public static Future<String> changedElement(Probe p) {
    String text = "";
    for (String s : each(Elements.of(p, "a", "b"))) {
      s += await(p.f("x"));
      text += s;
    }
    return ready(text);
  }

  @Async
  public static Future<String> endlessStream(Probe p) {
    int[] n = {0};
    AsyncStream<Integer> all = () -> p.f(n[0]++);
    for (int i : each(all)) {
      if (i == 5) {
        return ready("five");
      }
    }
    throw new AssertionError();
  }

  @Async
  public static Future<Object> noStream(Probe p) {
    AsyncStream<String> none = await(p.f(null));
    for (String s : each(none)) {
      p.log(s);
    }
    return ready("not here");
  }
}
