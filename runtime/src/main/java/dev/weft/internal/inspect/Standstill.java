package dev.weft.internal.inspect;

import dev.weft.Deadlock;
import dev.weft.DeadlockException;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.RuntimeStrand;
import java.util.List;
import java.util.stream.Collectors;

/** The state of a runtime on which nobody can go on. */
public final class Standstill {
  private Standstill() {}

  /**
   * Tells of it.
   *
   * @param runtime the runtime in words
   * @param time why no time passes
   * @param strands all that wait, in the order in which they are to be told of
   */
  public static DeadlockException of(
      String runtime, String time, List<? extends RuntimeStrand> strands) {
    List<Deadlock> deadlocks = DeadlockSearch.among(strands);
    return new DeadlockException(
        "nothing can run on "
            + runtime
            + " any more: everybody waits, "
            + time
            + ", and other threads aren't waited for, since the runtime is deterministic"
            + deadlocks.stream().map(each -> "\n" + each).collect(Collectors.joining())
            + strands.stream().map(Standstill::line).collect(Collectors.joining()),
        deadlocks);
  }

  private static String line(RuntimeStrand strand) {
    Suspension suspension = Suspension.of(strand);
    return suspension == null
        ? ""
        : "\n"
            + strand
            + " waits for "
            + suspension.leaf()
            + Suspension.stack(strand).stream()
                .map(element -> "\n\tat " + element)
                .collect(Collectors.joining());
  }
}
