package differential.other;

import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;

/** A stream each of whose elements has to be waited for where the probe says so. */
public final class Elements<T> implements AsyncStream<T> {
  private final Probe p;
  private final T[] elements;
  private int next;

  @SafeVarargs
  private Elements(Probe p, T... elements) {
    this.p = p;
    this.elements = elements;
  }

  @SafeVarargs
  public static <T> Elements<T> of(Probe p, T... elements) {
    return new Elements<>(p, elements);
  }

  @Override
  public Future<T> next() {
    return p.f(next < elements.length ? elements[next++] : null);
  }
}
