package dev.weft.abi;

import dev.weft.CancelledError;
import dev.weft.Future;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the callers of a strand into the stack trace of a failure.
 *
 * <h2>When</h2>
 *
 * A failure comes out of a strand's first run, out of the leaf that a suspended strand waits for,
 * or out of a frame that was resumed. Each time its trace is completed before the program sees it
 * again. What a leaf throws while the body that awaits it is on the stack needs nothing yet, since
 * the callers are on the stack too; only a future that has kept a failure tells of it ({@link
 * Traces#rethrown}).
 *
 * <h2>What</h2>
 *
 * A trace consists of sections. The first is where the failure was made; each time it comes out of
 * a future that kept it, another follows and begins with a mark. In the last one, down to the first
 * seam, are frames of the JVM, less those of the runtime. Below the seam are the thread's; in their
 * place come the callers, the whole chain at once, and the origin of the outermost strand: the line
 * where the task was spawned, or the frames that called {@code blockOn}.
 *
 * <p>The origin's last line is unlike that of any other strand. So one look tells that a failure
 * carries this chain, however many frames it crosses, and whether or not strands are suspended
 * meanwhile.
 *
 * <p>A failure from elsewhere keeps what is before its first mark, then comes the new one. So it
 * names who met it last, and doesn't grow however often that happens. A future that knows how long
 * the trace was when it got the failure keeps that much, with the marks in it.
 *
 * <p>Two threads that meet one failure at a time each write a whole trace, and one of them stays.
 *
 * <p>{@link CancelledError} is no failure and is left as it is: to stop many tasks must be cheap.
 */
final class LogicalTrace {
  /** {@code -Dweft.traces=false} leaves traces as the JVM makes them. */
  private static final boolean ON = !"false".equals(System.getProperty("weft.traces"));

  /** What a look at the suppressed failures of one that is on its way costs, in steps. */
  private static final int SUPPRESSED_STEPS = 16;

  /** What a failure comes out of. */
  private enum Source {
    FIRST_RUN,
    LEAF,
    FRAME
  }

  private final Source source;
  private final Strand strand;

  /** The frame that ran, or the one that waits for the leaf; null where there is none. */
  private final @Nullable AsyncFrame frame;

  /** What waits for the frame. */
  private final @Nullable AsyncFrame caller;

  private LogicalTrace(
      Source source, Strand strand, @Nullable AsyncFrame frame, @Nullable AsyncFrame caller) {
    this.source = source;
    this.strand = strand;
    this.frame = frame;
    this.caller = caller;
  }

  /** Completes the trace of what a strand's first run has thrown. */
  static void ofFirstRun(Throwable failure, Strand strand, @Nullable Future<?> body) {
    AsyncFrame frame = body instanceof AsyncFrame f ? f : null;
    LogicalTrace run = new LogicalTrace(Source.FIRST_RUN, strand, frame, null);
    edit(failure, () -> run.complete(failure));
  }

  /** Completes the trace of what the leaf of a suspended strand has thrown. */
  static void ofLeaf(Throwable failure, Strand strand) {
    edit(failure, () -> ofLeaf(strand).complete(failure));
  }

  private static LogicalTrace ofLeaf(Strand strand) {
    AsyncFrame top = strand.innermost();
    return new LogicalTrace(Source.LEAF, strand, top, top == null ? null : top.caller());
  }

  /**
   * Completes the trace of what a resumed frame has thrown.
   *
   * @param before what was thrown to it at the await that it went on from; null if nothing
   */
  static void ofFrame(
      Throwable failure,
      @Nullable Throwable before,
      Strand strand,
      AsyncFrame frame,
      @Nullable AsyncFrame caller) {
    if (!ON) {
      return;
    }
    Budget budget = strand.budget();
    budget.earn();
    if (failure != before) {
      LogicalTrace crossing = new LogicalTrace(Source.FRAME, strand, frame, caller);
      edit(failure, () -> crossing.complete(failure));
    } else if (hasSuppressed(failure, budget)) {
      LogicalTrace crossing = new LogicalTrace(Source.FRAME, strand, frame, caller);
      edit(failure, () -> crossing.completeRelated(failure));
    }
  }

  /**
   * Completes the trace of what a future throws that has kept it.
   *
   * @param length the lines that the trace had when the future got it; -1 where that isn't known
   */
  static void ofKept(Throwable failure, int length, Strand strand) {
    if (!strand.isSuspended()) {
      edit(failure, () -> KeptFailure.thrownTo(strand, failure, length));
    } else if (length >= 0) {
      edit(failure, () -> ofLeaf(strand).completeKept(failure, length));
    }
  }

  /** Changes the trace of a failure, if it is to have one. */
  static void edit(Throwable failure, Runnable change) {
    if (!ON || failure instanceof CancelledError) {
      return;
    }
    try {
      change.run();
    } catch (Throwable t) {
      // A failure may override what is called here. Whatever that throws matters less than it.
    }
  }

  private static boolean hasSuppressed(Throwable failure, Budget budget) {
    int count = failure.getSuppressed().length;
    return count > 0 && budget.pay(SUPPRESSED_STEPS + count);
  }

  private void complete(Throwable failure) {
    attach(failure, failure.getStackTrace(), true);
    completeRelated(failure);
  }

  /** What was made on the way and became a cause or was suppressed gets the callers too. */
  private void completeRelated(Throwable failure) {
    Related.visit(failure, related -> attach(related, related.getStackTrace(), false));
  }

  /**
   * Completes one trace.
   *
   * @param thrown whether the failure itself came this way, so that it gets the callers even if it
   *     was made elsewhere
   * @return false if it carries them already
   */
  private boolean attach(Throwable failure, StackTraceElement[] trace, boolean thrown) {
    if (trace.length == 0) {
      return true; // it isn't to have one
    }
    if (carriesOrigin(trace, strand)) {
      return false;
    }
    if (!attachBelowSeam(failure, trace) && thrown) {
      attachElsewhere(failure, trace, ownPart(trace));
    }
    return true;
  }

  private void completeKept(Throwable failure, int length) {
    StackTraceElement[] trace = failure.getStackTrace();
    StackTraceElement[] kept = Arrays.copyOf(trace, Math.min(length, trace.length));
    if (!attachBelowSeam(failure, kept)) {
      attachElsewhere(failure, kept, kept.length);
    }
  }

  /** Whether a trace ends in the origin of the outermost strand around one. */
  static boolean carriesOrigin(StackTraceElement[] trace, Strand strand) {
    StackTraceElement[] origin = Callers.origin(strand);
    return origin.length > 0
        && TraceLines.isEnd(trace[trace.length - 1], origin[origin.length - 1]);
  }

  /** Completes a trace whose last section ends in this strand; else returns false. */
  private boolean attachBelowSeam(Throwable failure, StackTraceElement[] trace) {
    int section = TraceLines.lastSection(trace);
    int seam = RuntimeFrames.find(trace, section, this::isSeam);
    Callers callers = seam == trace.length ? null : callersBelow(trace, section, seam);
    if (callers == null) {
      return false;
    }
    Folding lines = new Folding();
    lines.addAll(RuntimeFrames.visible(trace, section, seam));
    boolean all = callers.addTo(lines, false);
    write(failure, lines, trace, section, all, seam + 1);
    return true;
  }

  private boolean isSeam(StackTraceElement line) {
    return switch (source) {
      case FIRST_RUN -> RuntimeFrames.isFirstRun(line);
      case LEAF -> RuntimeFrames.isLeafPoll(line) || RuntimeFrames.isLoop(line);
      case FRAME -> RuntimeFrames.isLoop(line);
    };
  }

  /** The callers in place of what is below a seam; null if the seam is not of this strand. */
  private @Nullable Callers callersBelow(StackTraceElement[] trace, int section, int seam) {
    if (RuntimeFrames.isLeafPoll(trace[seam])) {
      return new Callers(strand, frame);
    }
    if (!showsFrame(trace, section, seam)) {
      return null;
    }
    return RuntimeFrames.isFirstRun(trace[seam])
        ? new Callers(strand, null)
        : callersOf(trace[Math.max(0, seam - 1)].getClassName());
  }

  /** Whether the frame's method is in a part of a trace; taken for granted where it has no name. */
  private boolean showsFrame(StackTraceElement[] trace, int from, int to) {
    if (frame == null) {
      return source == Source.FIRST_RUN;
    }
    StackTraceElement method = frame.location();
    return method == null
        || (from > 0 && TraceLines.isMarkOf(trace[from - 1], method))
        || Arrays.stream(trace, from, to).anyMatch(line -> TraceLines.sameMethod(line, method));
  }

  /**
   * The callers of the frame that a loop had resumed when a failure was made: this one, or one that
   * waits for it if that was before the strand was suspended.
   */
  private @Nullable Callers callersOf(String frameClass) {
    AsyncFrame at = frame;
    AsyncFrame next = caller;
    for (int i = 0; i < Callers.MAX_LINES && at != null; i++) {
      if (isRunBy(at, frameClass)) {
        return new Callers(strand, next);
      }
      at = next;
      next = at == null ? null : at.caller();
    }
    return null;
  }

  private static boolean isRunBy(AsyncFrame frame, String className) {
    Class<?> type = frame.getClass();
    while (type != AsyncFrame.class && !type.getName().equals(className)) {
      type = type.getSuperclass();
    }
    return type != AsyncFrame.class;
  }

  /** The part that tells where a failure was made. Without a frame nothing behind it is a mark. */
  private int ownPart(StackTraceElement[] trace) {
    int mark = TraceLines.firstMark(trace);
    int spawn = RuntimeFrames.find(trace, 0, TraceLines::isSpawn);
    return frame == null ? Math.min(mark, spawn) : mark;
  }

  /** Completes the trace of a failure from elsewhere, the first part of which is kept. */
  private void attachElsewhere(Throwable failure, StackTraceElement[] trace, int kept) {
    Folding lines = new Folding();
    lines.addAllApart(RuntimeFrames.visible(trace, 0, RuntimeFrames.strandEnd(trace, kept)));
    boolean all = source == Source.LEAF ? addAwait(lines) : addPassage(lines);
    write(failure, lines, trace, 0, all, trace.length);
  }

  private boolean addAwait(Folding lines) {
    return new Callers(strand, frame).addTo(lines, true);
  }

  private boolean addPassage(Folding lines) {
    StackTraceElement method = frame == null ? null : frame.location();
    if (method != null) {
      lines.addApart(TraceLines.passedThrough(method));
    }
    return new Callers(strand, caller).addTo(lines, false);
  }

  /**
   * Writes a trace.
   *
   * @param kept how many lines of the old trace stay above the new ones
   * @param all whether that is the whole; if not, the frames of the running strand around this one
   *     follow, for it to replace when the failure gets there
   * @param from where to look for them in the old trace
   */
  private static void write(
      Throwable failure, Folding lines, StackTraceElement[] old, int kept, boolean all, int from) {
    StackTraceElement[] below = old;
    int start = all ? old.length : RuntimeFrames.find(old, from, RuntimeFrames::isAwait);
    if (!all && start == old.length) {
      below = new Throwable().getStackTrace();
      start = RuntimeFrames.find(below, 0, RuntimeFrames::isAwait);
    }
    lines.writeTo(failure, old, kept, below, start);
  }
}
