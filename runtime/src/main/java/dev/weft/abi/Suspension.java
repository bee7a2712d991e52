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
   * @param names the names of its variables; see {@link FrameTable#names}
   */
  public record Level(AsyncFrame frame, @Nullable StackTraceElement place, List<String> names) {
    private static Level of(AsyncFrame frame) {
      FrameTable table = FrameTable.of(frame);
      return table == null
          ? new Level(frame, null, List.of())
          : new Level(frame, table.element(frame.index()), table.names(frame.index()));
    }
  }

  /**
   * Looks at a strand.
   *
   * @param strand the strand
   * @return what it waits with; null if it doesn't
   */
  public static @Nullable Suspension of(Strand strand) {
    Future<?> leaf = strand.leaf();
    if (!strand.isSuspended() || leaf == null) {
      return null;
    }
    List<Level> frames = new ArrayList<>();
    AsyncFrame frame = strand.innermost();
    while (frame != null && frames.size() < MAX_FRAMES) {
      frames.add(Level.of(frame));
      frame = frame.waitingCaller();
    }
    return new Suspension(leaf, frames);
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
