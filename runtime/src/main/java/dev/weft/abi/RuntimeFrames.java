package dev.weft.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells the runtime's own frames in the stack traces that the JVM makes, and among them the seams:
 * where a strand's loop called a body or a leaf, so that what is below belongs to the thread.
 */
final class RuntimeFrames {
  private static final String STRAND = Strand.class.getName();

  /**
   * Methods of woven classes without lines, which call one of these, only lead into the runtime.
   */
  private static final String ENTRY = Entry.class.getName();

  private static final String EAGER = Eager.class.getName();

  private static final Set<String> BLOCKING_WORK =
      Set.of("dev.weft.internal.blocking.BlockingTask", "dev.weft.internal.blocking.Hop");

  private RuntimeFrames() {}

  /** The first frame from an index on that is of some kind; the end where there is none. */
  static int find(StackTraceElement[] trace, int from, Predicate<StackTraceElement> kind) {
    int i = from;
    while (i < trace.length && !kind.test(trace[i])) {
      i++;
    }
    return i;
  }

  /** The loop that runs the frames of a strand one after the other. */
  static boolean isUnwind(StackTraceElement frame) {
    return isStrand(frame, "unwind");
  }

  /** The first run of a strand: all callers in it are on the stack. */
  static boolean isFirstRun(StackTraceElement frame) {
    return isStrand(frame, "firstRun");
  }

  /** Where a strand begins on the stack. */
  static boolean isLoop(StackTraceElement frame) {
    return isUnwind(frame) || isFirstRun(frame);
  }

  /** Where blocking work begins on the stack of its thread. */
  static boolean isBlockingWork(StackTraceElement frame) {
    return frame.getMethodName().equals("run") && BLOCKING_WORK.contains(frame.getClassName());
  }

  /**
   * Where in a part of a trace the frames of the outermost strand end, else the end of the part.
   */
  static int strandEnd(StackTraceElement[] trace, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (isLoop(trace[i])) {
        return i;
      }
    }
    return end;
  }

  /** Polls a leaf for a body that is on the stack. */
  static boolean isAwait(StackTraceElement frame) {
    return isStrand(frame, "askLeaf");
  }

  /** Polls a leaf, for a body or for a strand that is suspended. */
  static boolean isLeafPoll(StackTraceElement frame) {
    return isAwait(frame) || isStrand(frame, "pollLeaf");
  }

  /** The start of an eager method, which its stub calls. */
  static boolean isEagerStart(StackTraceElement frame) {
    return frame.getMethodName().equals("start") && frame.getClassName().equals(EAGER);
  }

  private static boolean isStrand(StackTraceElement frame, String method) {
    return frame.getMethodName().equals(method) && frame.getClassName().equals(STRAND);
  }

  static boolean isRuntime(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("dev.weft.abi.") || name.startsWith("dev.weft.internal.");
  }

  /**
   * Frames without those of the runtime. Only one stays that is the first but for frames of the
   * JDK, since it is there that the failure was made.
   */
  static List<StackTraceElement> visible(StackTraceElement[] trace, int from, int to) {
    List<StackTraceElement> shown = new ArrayList<>();
    boolean onTop = from == 0;
    for (int i = from; i < to; i++) {
      StackTraceElement frame = trace[i];
      if (!isHidden(trace, i) || (onTop && isRuntime(frame))) {
        shown.add(frame);
        onTop &= frame.getClassName().startsWith("java.");
      }
    }
    return shown;
  }

  /** Whether a frame is the runtime's or one of those that the weaver adds. */
  static boolean isHidden(StackTraceElement[] trace, int i) {
    return isRuntime(trace[i]) || isResume(trace, i) || isAccessor(trace, i) || isStub(trace, i);
  }

  private static boolean isResume(StackTraceElement[] trace, int i) {
    return trace[i].getLineNumber() == -1
        && trace[i].getMethodName().equals("resume")
        && trace[i].getClassName().contains("$Frame")
        && i + 1 < trace.length
        && isRuntime(trace[i + 1]);
  }

  /** A frame reaches a private body through a method of its own. */
  private static boolean isAccessor(StackTraceElement[] trace, int i) {
    return trace[i].getMethodName().endsWith("$resume")
        && i + 1 < trace.length
        && isResume(trace, i + 1);
  }

  /** What is left of an eager or a main method when its body has moved away. */
  static boolean isStub(StackTraceElement[] trace, int i) {
    return i > 0
        && i < trace.length
        && trace[i].getLineNumber() == -1
        && (isEagerStart(trace[i - 1]) || trace[i - 1].getClassName().equals(ENTRY));
  }
}
