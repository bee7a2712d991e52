package dev.weft.internal.waits;

import dev.weft.Future;
import dev.weft.abi.Strand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must happen before a future ends. */
public sealed interface Wait {
  /**
   * Somebody gives back units of a resource, or makes them.
   *
   * @param resource the resource
   * @param count how many it takes
   * @param asked who stands in the resource's line for it: the future that waits, or a part of it;
   *     null where there is no line
   */
  record ForUnits(Resource resource, int count, @Nullable Future<?> asked) implements Wait {}

  /**
   * Strands end, all of them.
   *
   * @param strands those that haven't ended
   */
  record ForStrands(List<? extends Strand> strands) implements Wait {}
}
