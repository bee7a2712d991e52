package dev.weft.process;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A frame, shaped as if woven, that starts a process and awaits one thing after the other of it.
 * The process is closed when this ends, whichever way.
 */
abstract class ChildRun extends AsyncFrame {
  private final Future<Child> start;
  private @Nullable Child child;

  /** How many steps were begun. */
  private int begun;

  ChildRun(Future<Child> start) {
    this.start = start;
  }

  /**
   * What to await next.
   *
   * @param step how many have ended
   * @return the future; null at the end
   */
  abstract @Nullable Future<?> next(Child started, int step) throws Exception;

  /** Takes what a step has given. */
  abstract void accept(int step, @Nullable Object answer);

  /** What all of it gives. */
  abstract Object finish();

  @Override
  protected final @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    Object answer = null;
    try {
      for (; ; ) {
        Future<?> awaited = resumed ? null : awaited();
        if (!resumed && awaited == null) {
          close();
          return finish();
        }
        answer = resumed ? take(strand) : Strand.await(awaited, strand, depth);
        resumed = false;
        if (answer == Poll.PENDING) {
          suspend(strand, 1);
          return answer;
        }
        note(answer);
      }
    } catch (Throwable t) {
      close();
      throw t;
    }
  }

  private @Nullable Future<?> awaited() throws Exception {
    return child == null ? start : next(child, begun++);
  }

  private void note(@Nullable Object answer) {
    if (child == null) {
      child = (Child) answer;
    } else {
      accept(begun - 1, answer);
    }
  }

  private void close() {
    if (child != null) {
      child.close();
    }
  }

  @Override
  public String toString() {
    return child == null ? start.toString() : "running " + child;
  }
}
