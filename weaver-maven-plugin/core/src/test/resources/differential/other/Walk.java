package differential.other;

import static dev.weft.Weft.await;

import dev.weft.weaver.differential.Probe;

/** Extends an async interface, and isn't one itself. */
public interface Walk<T> extends Step<T> {
  String twice(String s);

  /** A class of another package. */
  class Slow implements Walk<String> {
    private final Probe p;

    public Slow(Probe p) {
      this.p = p;
    }

    @Override
    public String next(String before, String text) {
      return before + await(p.f(text)) + twice(text);
    }

    @Override
    public String twice(String s) {
      return s + s;
    }
  }
}
