package dev.weft.abi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stack trace that are no frames: where a task was spawned, where a failure of
 * another origin was awaited, how often calls are repeated.
 *
 * <p>All of them end in {@code at app.Main.main(Main.java:12)}, which development environments turn
 * into a link to the place. No class has a name with spaces in Java, so a line is known by its own.
 */
final class TraceLines {
  private static final String AWAITED = "awaited at ";
  private static final String PASSED = "passed through ";
  private static final String SPAWNED = " spawned at ";
  private static final String MORE = "... ";

  private TraceLines() {}

  /** The await through which a failure that was made elsewhere came in. */
  static StackTraceElement awaited(StackTraceElement place) {
    return line(AWAITED, place, place.getLineNumber());
  }

  /** A method that threw a failure made elsewhere, nobody knows at which line. */
  static StackTraceElement passedThrough(StackTraceElement method) {
    return line(PASSED, method, -1);
  }

  /** The end of a task's stack. */
  static StackTraceElement spawned(String task, StackTraceElement place) {
    return line(task + SPAWNED, place, place.getLineNumber());
  }

  /** Stands for more rounds of the calls above it, the first of which is given. */
  static StackTraceElement repeated(StackTraceElement first, int calls, int times) {
    String what = calls == 1 ? "repeated " : "last " + calls + " calls repeated ";
    return line(MORE + what + times + " more times at ", first, first.getLineNumber());
  }

  /** Stands for all callers from one on. */
  static StackTraceElement leftOut(StackTraceElement first) {
    return line(MORE + "callers left out from here at ", first, first.getLineNumber());
  }

  /** Whether what follows comes from where a failure was awaited or passed on. */
  static boolean isMark(StackTraceElement line) {
    String text = line.getClassName();
    return text.startsWith(AWAITED) || text.startsWith(PASSED);
  }

  /** Whether it is a mark that names a method. */
  static boolean isMarkOf(StackTraceElement line, StackTraceElement method) {
    return isMark(line)
        && line.getMethodName().equals(method.getMethodName())
        && line.getClassName().endsWith(" " + method.getClassName());
  }

  /** Whether it is the end of a task's stack. */
  static boolean isSpawn(StackTraceElement line) {
    return line.getClassName().contains(SPAWNED);
  }

  /** The first line of a trace that is a mark, its length where there is none. */
  static int firstMark(StackTraceElement[] trace) {
    int i = 0;
    while (i < trace.length && !isMark(trace[i])) {
      i++;
    }
    return i;
  }

  /** Where a trace goes on after its last mark or the end of a task's stack. */
  static int lastSection(StackTraceElement[] trace) {
    int i = trace.length;
    while (i > 0 && !isMark(trace[i - 1]) && !isSpawn(trace[i - 1])) {
      i--;
    }
    return i;
  }

  /** Whether two lines name the same method. */
  static boolean sameMethod(@Nullable StackTraceElement a, StackTraceElement b) {
    return a != null
        && a.getMethodName().equals(b.getMethodName())
        && a.getClassName().equals(b.getClassName());
  }

  /**
   * Whether it is what an {@code @AsyncMain} method has become, below its own body: nothing new. It
   * has no line, which tells it from the body.
   */
  static boolean isStubOf(StackTraceElement stub, @Nullable StackTraceElement body) {
    return stub.getLineNumber() == -1
        && sameMethod(body, stub)
        && Objects.requireNonNull(body).getLineNumber() >= 0;
  }

  /** Whether the last line of a trace is a given origin's last line. */
  @SuppressWarnings("ReferenceEquality") // frames of the same code may stand in any trace
  static boolean isEnd(StackTraceElement line, StackTraceElement end) {
    return line == end
        || (isSpawn(end) && end.equals(line))
        || isStubOf(end, line)
        || awaited(end).equals(line);
  }

  private static StackTraceElement line(String text, StackTraceElement place, int number) {
    return new StackTraceElement(
        text + place.getClassName(), place.getMethodName(), place.getFileName(), number);
  }
}
