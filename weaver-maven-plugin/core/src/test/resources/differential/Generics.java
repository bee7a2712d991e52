package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Generic async methods and classes. */
public final class Generics {
  private Generics() {}

  interface Source<T> {
    Future<T> get(T seed);
  }

  static final class Strings implements Source<String> {
    final Probe p;

    Strings(Probe p) {
      this.p = p;
    }

    @Async
    @Override
    public Future<String> get(String seed) {
      return ready(seed + await(p.f(seed.length())));
    }
  }

  abstract static class Numbers<N extends Number & Comparable<N>> {
    abstract Future<? extends Number> first(N n);

    @Async
    <M extends Comparable<? super M>> Future<M> max(Probe p, M a, M b) {
      M awaited = await(p.f(a));
      return ready(awaited.compareTo(b) > 0 ? await(p.f(awaited)) : b);
    }
  }

  static final class Longs extends Numbers<Long> {
    final Probe p;

    Longs(Probe p) {
      this.p = p;
    }

    @Async
    @Override
    Future<Long> first(Long n) {
      return ready(n * await(p.f(2)));
    }
  }

  static final class Box<T extends Comparable<T>> {
    private T value;

    Box(T value) {
      this.value = value;
    }

    @Async
    Future<Box<T>> raise(Probe p, T other) {
      T seen = await(p.f(other));
      if (seen.compareTo(value) > 0) {
        value = await(p.f(seen));
      }
      return ready(this);
    }

    @Async
    static <A extends Comparable<A>> Future<Box<A>> of(Probe p, A a) {
      return ready(new Box<>(await(p.f(a))));
    }
  }

  @Async
  @Pitfall(58)
  public static Future<Object> bridged(Probe p) {
    Source<String> source = new Strings(p);
    return ready(await(source.get("seed")) + await(new Strings(p).get("other")));
  }

  @Async
  @Pitfall(58)
  public static Future<Object> covariant(Probe p) {
    Numbers<Long> numbers = new Longs(p);
    Number n = await(numbers.first(21L));
    long direct = await(new Longs(p).first(4L));
    return ready(n.intValue() + direct);
  }

  @Async
  public static Future<Object> genericMethodOfGenericClass(Probe p) {
    Longs longs = new Longs(p);
    return ready(await(longs.max(p, "a", "b")) + await(longs.max(p, 5, 3)));
  }

  @Async
  public static Future<Object> genericClass(Probe p) {
    Box<Integer> box = await(Box.of(p, 3));
    box = await(box.raise(p, 2));
    int low = box.value;
    box = await(await(box.raise(p, 9)).raise(p, 8));
    return ready(low * 10 + box.value);
  }

  @Async
  static <T> Future<T> id(Probe p, T value) {
    T got = await(p.f(value));
    return ready(got);
  }

  @Async
  static <K, V extends List<? super K>> Future<Map<K, V>> mapOf(Probe p, K k, V v) {
    v.add(await(p.f(k)));
    return ready(Map.of(k, await(p.f(v))));
  }

  @Async
  public static Future<Object> inferred(Probe p) {
    int i = await(id(p, 5));
    long l = await(id(p, 6L));
    String s = await(id(p, "s"));
    int[] a = await(id(p, new int[] {7, 8}));
    return ready(s + i + l + a[1] + await(Generics.<Object>id(p, null)));
  }

  @Async
  public static Future<Object> boundedTypes(Probe p) {
    Map<String, List<Object>> map = await(mapOf(p, "k", new ArrayList<Object>(List.of(1))));
    return ready(map.toString());
  }

  @Async
  public static Future<Object> wildcards(Probe p) {
    Future<? extends Number> wild = p.f(5);
    Number n = await(wild);
    Future<?> unbounded = p.f("any");
    Object o = await(unbounded);
    List<? extends CharSequence> list = await(p.f(List.of("ab", "c")));
    int sum = 0;
    for (CharSequence s : list) {
      sum += s.length() + await(p.f(n.intValue()));
    }
    return ready(o + "" + sum);
  }

  @Async
  @Pitfall(88)
  @SuppressWarnings({"rawtypes", "unchecked"})
  public static Future<Object> rawTypes(Probe p) {
    Future raw = p.f("raw");
    Object o = await(raw);
    List list = await(p.f(new ArrayList<>(List.of(1))));
    list.add(o);
    List<String> polluted = (List<String>) await((Future) p.f(List.of(5)));
    try {
      String s = polluted.get(await(p.f(0)));
      return ready(s);
    } catch (ClassCastException e) {
      return ready(list + await(p.f("polluted")));
    }
  }

  @Async
  public static Future<Object> genericArray(Probe p) {
    String[] a = await(arrayOf(p, "x", "y"));
    return ready(a[1] + a.length + await(sumOf(p, 1, 2, 3)));
  }

  @SafeVarargs
  @Async
  static <T> Future<T[]> arrayOf(Probe p, T... values) {
    T last = await(p.f(values[values.length - 1]));
    values[0] = last;
    return ready(values);
  }

  @Async
  static Future<Integer> sumOf(Probe p, Integer... values) {
    int sum = 0;
    for (Integer value : values) {
      sum += value * await(p.f(10));
    }
    return ready(sum);
  }

  @Async
  public static Future<Object> comparator(Probe p) {
    List<String> list = new ArrayList<>(List.of("bb", "a", "ccc"));
    list.sort(Comparator.comparing(String::length, await(p.f(Comparator.reverseOrder()))));
    return ready(list + await(p.f("!")));
  }

  interface Marked {
    default String mark() {
      return "marked";
    }
  }

  @Async
  static <T extends CharSequence & Comparable<T>> Future<String> both(Probe p, T a, T b) {
    T awaited = await(p.f(b));
    int order = a.compareTo(awaited);
    return ready(a.length() + await(p.f(awaited)).charAt(0) + ":" + order + awaited);
  }

  @Async
  public static Future<Object> intersectionBound(Probe p) {
    return ready(await(both(p, "a", "bc")) + await(both(p, "b", "bb")));
  }

  @Async
  public static Future<Object> intersectionCast(Probe p) {
    String captured = await(p.f("c"));
    var lambda = (Supplier<String> & Marked) () -> captured + 1;
    return ready(await(p.f("x")) + lambda.get() + lambda.mark() + await(p.f(2)) + lambda.get());
  }
}
