package dev.weft.abi;

import java.util.Arrays;

/**
 * A failure that a future has kept and throws into a body that runs: its trace gets the place of
 * that await, and below it the stack, for the strand to replace when the failure gets there.
 */
final class KeptFailure {
  private final Throwable failure;
  private final StackTraceElement[] trace;

  /** The lines of the trace that belong to the failure. */
  private final int own;

  private final StackTraceElement[] stack = new Throwable().getStackTrace();

  /** The strand that awaits; one around it where it runs nothing but the future. */
  private Strand strand;

  /** Where that strand begins on the stack. */
  private int loop;

  /** The frame of the program that awaits; {@link #loop} where there is none. */
  private int awaiting;

  private KeptFailure(Strand strand, Throwable failure, StackTraceElement[] trace, int own) {
    this.strand = strand;
    this.failure = failure;
    this.trace = trace;
    this.own = own;
  }

  /**
   * Tells where it is awaited.
   *
   * @param length how many lines of its trace belong to it; -1 for those before its first mark
   */
  static void thrownTo(Strand strand, Throwable failure, int length) {
    StackTraceElement[] trace = failure.getStackTrace();
    if (trace.length == 0 || (length < 0 && LogicalTrace.carriesOrigin(trace, strand))) {
      return;
    }
    int own = length < 0 ? TraceLines.firstMark(trace) : Math.min(length, trace.length);
    new KeptFailure(strand, failure, trace, own).attach();
  }

  private void attach() {
    findAwait();
    if (isMadeHere()) {
      failure.setStackTrace(Arrays.copyOf(trace, own));
      return;
    }
    Folding lines = new Folding();
    lines.addAllApart(RuntimeFrames.visible(trace, 0, RuntimeFrames.strandEnd(trace, own)));
    boolean marked = awaiting < loop;
    if (marked) {
      lines.addApart(TraceLines.awaited(stack[awaiting]));
    }
    int below = marked ? awaiting + 1 : Math.max(0, loop - 1);
    if (loop < stack.length && RuntimeFrames.isFirstRun(stack[loop])) {
      lines.addAll(RuntimeFrames.visible(stack, below, loop));
      boolean all = new Callers(strand, null).addTo(lines, !marked);
      below = all ? stack.length : RuntimeFrames.find(stack, loop, RuntimeFrames::isAwait);
    }
    lines.writeTo(failure, trace, 0, stack, below);
  }

  private void findAwait() {
    lookBelow(0);
    for (Strand outer = strand.outer();
        awaiting == loop && outer != null && !outer.isSuspended();
        outer = strand.outer()) {
      strand = outer;
      lookBelow(loop + 1);
    }
  }

  private void lookBelow(int from) {
    loop = RuntimeFrames.find(stack, from, RuntimeFrames::isLoop);
    awaiting = from;
    while (awaiting < loop && RuntimeFrames.isHidden(stack, awaiting)) {
      awaiting++;
    }
  }

  /** Whether the trace shows all of this stack already: an eager method that failed at once. */
  private boolean isMadeHere() {
    int at = own - (stack.length - awaiting);
    return awaiting < loop
        && at >= 0
        && TraceLines.sameMethod(trace[at], stack[awaiting])
        && Arrays.equals(trace, at + 1, own, stack, awaiting + 1, stack.length);
  }
}
