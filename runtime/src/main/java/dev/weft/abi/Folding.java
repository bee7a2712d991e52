package dev.weft.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines of a stack trace and folds recursion as they come: calls that repeat, alone or
 * in a cycle, stand there once, and a line below them says how often.
 *
 * <p>Takes constant time for each line, and its memory doesn't grow with the rounds of a cycle, so
 * that a recursion of any depth can be passed through it.
 */
final class Folding {
  /** The longest cycle that is looked for. */
  private static final int LONGEST_CYCLE = 8;

  /** Fewer rounds than these stand there as they are. */
  private static final int FEWEST_ROUNDS = 2;

  /** Longer traces are not made. */
  private static final int MAX_LENGTH = 3 * Callers.MAX_LINES;

  private final List<StackTraceElement> lines = new ArrayList<>();

  /** Lines before this one belong to no cycle that may still come. */
  private int floor;

  /** The length of the cycle that repeats, which is the end of {@link #lines}; 0 if none does. */
  private int cycle;

  /** Rounds of the cycle beyond those in {@link #lines}. */
  private int rounds;

  /** Lines of the round that has begun. */
  private int begun;

  /** Lines so far, without those that are being folded. */
  int size() {
    return lines.size();
  }

  /** The last line; null if there is none. */
  @Nullable StackTraceElement last() {
    return lines.isEmpty() ? null : lines.get(lines.size() - 1);
  }

  void addAll(List<StackTraceElement> added) {
    added.forEach(this::add);
  }

  void add(StackTraceElement line) {
    if (cycle > 0 && same(line, lines.get(lines.size() - cycle + begun))) {
      begun++;
      if (begun == cycle) {
        rounds++;
        begun = 0;
      }
      return;
    }
    unfold();
    lines.add(line);
    findCycle();
  }

  /** Adds lines as they are. */
  void addAllApart(List<StackTraceElement> added) {
    added.forEach(this::addApart);
  }

  /** Adds a line that is not part of any cycle. */
  void addApart(StackTraceElement line) {
    unfold();
    lines.add(line);
    floor = lines.size();
  }

  /**
   * Makes these lines the trace of a failure, between the first lines of one trace and the last
   * lines of another. A trace that would get too long stays as it is.
   *
   * @param kept how many of the first
   * @param from where the last begin
   */
  void writeTo(
      Throwable failure, StackTraceElement[] above, int kept, StackTraceElement[] below, int from) {
    List<StackTraceElement> added = finish();
    int length = kept + added.size();
    if (length > MAX_LENGTH) {
      return;
    }
    StackTraceElement[] trace = Arrays.copyOf(above, length + below.length - from);
    for (int i = 0; i < added.size(); i++) {
      trace[kept + i] = added.get(i);
    }
    System.arraycopy(below, from, trace, length, below.length - from);
    failure.setStackTrace(trace);
  }

  /** The lines; nothing can be added after this. */
  List<StackTraceElement> finish() {
    unfold();
    return lines;
  }

  private void findCycle() {
    int longest = Math.min(LONGEST_CYCLE, (lines.size() - floor) / 2);
    for (int length = 1; length <= longest; length++) {
      if (repeats(length)) {
        lines.subList(lines.size() - length, lines.size()).clear();
        cycle = length;
        rounds = 1;
        begun = 0;
        return;
      }
    }
  }

  private boolean repeats(int length) {
    int end = lines.size();
    for (int i = 1; i <= length; i++) {
      if (!same(lines.get(end - i), lines.get(end - length - i))) {
        return false;
      }
    }
    return true;
  }

  private void unfold() {
    if (cycle == 0) {
      return;
    }
    int end = lines.size();
    List<StackTraceElement> round = List.copyOf(lines.subList(end - cycle, end));
    if (rounds < FEWEST_ROUNDS) {
      for (int i = 0; i < rounds; i++) {
        lines.addAll(round);
      }
    } else {
      lines.add(TraceLines.repeated(round.get(0), cycle, rounds));
      floor = lines.size();
    }
    lines.addAll(round.subList(0, begun));
    cycle = 0;
  }

  /** Frames of the JVM and those of the strand name their class loader differently. */
  private static boolean same(StackTraceElement a, StackTraceElement b) {
    return a.getLineNumber() == b.getLineNumber()
        && TraceLines.sameMethod(a, b)
        && Objects.equals(a.getFileName(), b.getFileName());
  }
}
