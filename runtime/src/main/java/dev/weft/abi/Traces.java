package dev.weft.abi;

import dev.weft.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What futures and strands of the runtime do for the stack traces of failures; {@link LogicalTrace}
 * tells the whole. Not for users.
 */
public final class Traces {
  /** More than a program has, unless it makes code all the time. */
  private static final int MAX_PLACES = 10_000;

  /** What sites say, for dumps: tasks are many, the places that spawn them are few. */
  private static final Map<String, StackTraceElement> PLACES = new ConcurrentHashMap<>();

  private Traces() {}

  /**
   * The length of a trace, for {@link #rethrown}.
   *
   * @param failure a failure that a future is about to keep
   * @return lines
   */
  public static int length(Throwable failure) {
    int[] length = {0};
    LogicalTrace.edit(failure, () -> length[0] = failure.getStackTrace().length);
    return length[0];
  }

  /**
   * Puts the place where a future is awaited into the trace of the failure it has kept, in place of
   * those where it was awaited before.
   *
   * @param failure the failure
   * @param length the lines that its trace had when the future got it; -1 if unknown
   * @param context what polls the future
   * @return the failure, to throw
   */
  public static Throwable rethrown(Throwable failure, int length, Context context) {
    LogicalTrace.ofKept(failure, length, (Strand) context);
    return failure;
  }

  /**
   * Leaves in the traces of a failure of blocking work, and of its causes, what belongs to the
   * work.
   *
   * @param failure what the work has thrown
   */
  public static void leaveBlockingWork(Throwable failure) {
    LogicalTrace.edit(
        failure,
        () -> {
          cutBlockingWork(failure);
          Related.visit(failure, Traces::cutBlockingWork);
        });
  }

  private static boolean cutBlockingWork(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    int section = TraceLines.lastSection(trace);
    int end = RuntimeFrames.find(trace, section, RuntimeFrames::isBlockingWork);
    if (end < trace.length) {
      Folding lines = new Folding();
      lines.addAll(RuntimeFrames.visible(trace, section, end));
      lines.writeTo(failure, trace, section, trace, trace.length);
    }
    return true;
  }

  /**
   * Completes the trace of what an eager method has thrown at once. Its callers are on the stack
   * and stay in the trace.
   *
   * @param failure the failure
   * @param strand the strand that has run the method
   */
  public static void leaveEager(Throwable failure, Strand strand) {
    LogicalTrace.edit(failure, () -> cutEager(failure, strand));
  }

  private static void cutEager(Throwable failure, Strand strand) {
    StackTraceElement[] trace = failure.getStackTrace();
    int section = TraceLines.lastSection(trace);
    int call = RuntimeFrames.find(trace, section, RuntimeFrames::isEagerStart);
    if (call == trace.length || LogicalTrace.carriesOrigin(trace, strand)) {
      LogicalTrace.ofFirstRun(failure, strand, null);
      return;
    }
    int callers = call + 1 + (RuntimeFrames.isStub(trace, call + 1) ? 1 : 0);
    Folding lines = new Folding();
    lines.addAll(RuntimeFrames.visible(trace, section, call));
    lines.writeTo(failure, trace, section, trace, Math.min(callers, trace.length));
  }

  /**
   * Decodes a place that woven code names.
   *
   * @param site class, method, source file and line, separated by line feeds; the file may be
   *     empty, the line is -1 where unknown, and what follows it is left aside
   * @return the place
   */
  public static StackTraceElement place(String site) {
    StackTraceElement known = PLACES.get(site);
    if (known == null) {
      known = FrameTable.parse(site).element(0);
      if (PLACES.size() < MAX_PLACES) {
        PLACES.put(site, known);
      }
    }
    return known;
  }

  /**
   * The line of a trace that tells where a task was spawned.
   *
   * @param task the task in words
   * @param place where it was spawned
   * @return the line
   */
  public static StackTraceElement spawned(String task, StackTraceElement place) {
    return TraceLines.spawned(task, place);
  }

  /**
   * The frames below a call of a method, less those of the runtime.
   *
   * @param type the class that declares the method
   * @param method its name
   * @return the frames, at least one
   */
  public static StackTraceElement[] callersOf(Class<?> type, String method) {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    int call =
        RuntimeFrames.find(
            stack,
            0,
            frame ->
                frame.getMethodName().equals(method)
                    && frame.getClassName().equals(type.getName()));
    int end = RuntimeFrames.find(stack, call, RuntimeFrames::isBlockingWork);
    List<StackTraceElement> callers = RuntimeFrames.visible(stack, call, end);
    return callers.isEmpty()
        ? new StackTraceElement[] {stack[stack.length - 1]}
        : callers.toArray(StackTraceElement[]::new);
  }
}
