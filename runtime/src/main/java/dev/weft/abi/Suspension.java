package dev.weft.abi;

import dev.weft.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A suspended strand as seen by a thread that doesn't run it: what it waits for, and its frames.
 *
 * <p>Whoever makes one sees to it, before and afterwards, that the strand rests; what was read of
 * one that runs meanwhile means nothing, but it does no harm. Not for users.
 *
 * @param leaf the future that it waits for
 * @param frames its frames, innermost first
 */
public record Suspension(Future<?> leaf, List<Level> frames) {
  /** Of more frames those further out are left out. */
  private static final int MAX_FRAMES = 10_000;

  /**
   * One frame of a strand.
   *
   * @param frame the frame, whose fields are the variables
   * @param place where it is suspended; null where that isn't known
   */
  public record Level(AsyncFrame frame, @Nullable StackTraceElement place) {
    private static Level of(AsyncFrame frame) {
      FrameTable table = FrameTable.of(frame);
      return new Level(frame, table == null ? null : table.element(frame.index()));
    }

    /**
     * The names of its variables; see {@link FrameTable#names}.
     *
     * @return the names, none where they aren't known
     */
    public List<String> names() {
      FrameTable table = FrameTable.of(frame);
      return table == null ? List.of() : table.names(frame.index());
    }
  }

  /**
   * What a strand waits for.
   *
   * @param strand the strand
   * @return the future; null if it doesn't wait
   */
  public static @Nullable Future<?> leafOf(Strand strand) {
    Future<?> leaf = strand.leaf();
    return strand.isSuspended() ? leaf : null;
  }

  /**
   * Looks at a strand.
   *
   * @param strand the strand
   * @return what it waits with; null if it doesn't
   */
  public static @Nullable Suspension of(Strand strand) {
    Future<?> leaf = leafOf(strand);
    if (leaf == null) {
      return null;
    }
    return new Suspension(leaf, frames(strand.innermost()));
  }

  /** A frame and those that wait for it. */
  private static List<Level> frames(@Nullable AsyncFrame innermost) {
    List<Level> frames = new ArrayList<>();
    AsyncFrame frame = innermost;
    while (frame != null && frames.size() < MAX_FRAMES) {
      frames.add(Level.of(frame));
      frame = frame.waitingCaller();
    }
    return frames;
  }

  /**
   * Where the strand itself is suspended, without what is around it.
   *
   * @return the lines of its frames, innermost first
   */
  public List<StackTraceElement> lines() {
    return lines(frames);
  }

  /** Where a frame waits, and those that wait for it, innermost first. */
  static List<StackTraceElement> lines(AsyncFrame innermost) {
    return lines(frames(innermost));
  }

  private static List<StackTraceElement> lines(List<Level> frames) {
    Folding lines = new Folding();
    for (Level level : frames) {
      if (level.place != null) {
        lines.add(level.place);
      }
    }
    return lines.finish();
  }

  /**
   * Where a strand is suspended, and who started it.
   *
   * @param strand the strand
   * @return the logical stack, innermost first
   */
  public static List<StackTraceElement> stack(Strand strand) {
    return strand.logicalStack();
  }
}
