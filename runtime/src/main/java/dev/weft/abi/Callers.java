package dev.weft.abi;

import org.jspecify.annotations.Nullable;

/**
 * What waits for some point of a strand: its frames, those of the strands around it, and the origin
 * of the outermost one.
 *
 * <p>A chain may be very long, and each of its frames may throw a failure of its own. So frames are
 * looked at for a fixed number of steps, and for more only out of a stock that grows by one with
 * each frame that a failure crosses: one that crosses the whole chain is shown all of it.
 */
final class Callers {
  /** Frames that are looked at in any case, and the most lines that they make. */
  static final int MAX_LINES = 1024;

  private Strand strand;
  private @Nullable AsyncFrame frame;
  private int steps;

  /** The class of the last caller and its table: in a recursion it stays the same. */
  private @Nullable Class<?> type;

  private @Nullable FrameTable table;

  /** The callers that are a frame and those behind it; without one, what is around the strand. */
  Callers(Strand strand, @Nullable AsyncFrame frame) {
    this.strand = strand;
    this.frame = frame;
  }

  /** The origin of the outermost strand around one. */
  static StackTraceElement[] origin(Strand strand) {
    Strand root = strand;
    for (Strand outer = root.outer(); outer != null; outer = outer.outer()) {
      root = outer;
    }
    return root.origin();
  }

  /**
   * Adds a line for each caller.
   *
   * @param awaited whether the first of them is where a failure of another origin came in
   * @return whether those were all; false if a strand around this one is running, whose callers
   *     only the stack tells
   */
  boolean addTo(Folding lines, boolean awaited) {
    int limit = lines.size() + MAX_LINES;
    StackTraceElement line = next();
    boolean mark = awaited && line == null;
    if (awaited && line != null) {
      lines.addApart(TraceLines.awaited(line));
      line = next();
    }
    while (line != null && lines.size() < limit && mayGoOn()) {
      lines.add(line);
      line = next();
    }
    if (line != null) {
      lines.addApart(TraceLines.leftOut(line));
    }
    return addOrigin(lines, mark);
  }

  private boolean mayGoOn() {
    return ++steps < MAX_LINES || strand.budget().pay(1);
  }

  /** The line of the next caller; null where there is none that can be told. */
  private @Nullable StackTraceElement next() {
    do {
      for (AsyncFrame here = frame; here != null; here = frame) {
        frame = here.caller();
        FrameTable known = tableOf(here);
        if (known != null) {
          return known.element(here.index());
        }
      }
    } while (goOutward());
    return null;
  }

  private @Nullable FrameTable tableOf(AsyncFrame here) {
    if (type != here.getClass()) {
      type = here.getClass();
      table = FrameTable.of(here);
    }
    return table;
  }

  private boolean goOutward() {
    Strand outer = strand.outer();
    if (outer == null || !outer.isSuspended()) {
      return false;
    }
    strand = outer;
    frame = outer.innermost();
    return true;
  }

  private boolean addOrigin(Folding lines, boolean awaited) {
    do {
      frame = null;
    } while (goOutward());
    if (strand.outer() != null) {
      return false;
    }
    boolean mark = awaited;
    for (StackTraceElement line : strand.origin()) {
      if (TraceLines.isStubOf(line, lines.last())) {
        continue;
      }
      lines.addApart(mark && !TraceLines.isSpawn(line) ? TraceLines.awaited(line) : line);
      mark = false;
    }
    return true;
  }
}
