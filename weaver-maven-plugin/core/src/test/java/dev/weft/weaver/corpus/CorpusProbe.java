package dev.weft.weaver.corpus;

import dev.weft.Future;
import dev.weft.Weft;

/** Where the suspensions get their futures from. */
public final class CorpusProbe {
  private CorpusProbe() {}

  /** What the next suspension awaits. */
  public static Future<?> next() {
    return Weft.ready();
  }
}
