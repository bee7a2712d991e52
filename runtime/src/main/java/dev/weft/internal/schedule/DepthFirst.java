package dev.weft.internal.schedule;

import dev.weft.Schedule;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * All {@link Path paths} there are, each the successor of the one before, whose run tells what was
 * to be chosen from.
 */
final class DepthFirst implements Iterator<Schedule> {
  private @Nullable Path next = new Path();
  private @Nullable Path last;

  @Override
  public boolean hasNext() {
    if (next == null && last != null) {
      next = successor(last.made());
      last = null;
    }
    return next != null;
  }

  @Override
  public Schedule next() {
    Path path = hasNext() ? next : null;
    if (path == null) {
      throw new NoSuchElementException("every schedule was given out");
    }
    last = path;
    next = null;
    return path;
  }

  /** The last choice that has another option takes that; what comes after it is open again. */
  private static @Nullable Path successor(List<Path.Choice> made) {
    int turn = made.size() - 1;
    while (turn >= 0 && !made.get(turn).hasNext()) {
      turn--;
    }
    if (turn < 0) {
      return null;
    }
    int[] choices = made.stream().limit(turn + 1L).mapToInt(Path.Choice::option).toArray();
    choices[turn]++;
    return new Path(choices);
  }
}
