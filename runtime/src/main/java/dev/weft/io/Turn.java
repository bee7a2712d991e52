package dev.weft.io;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/**
 * A future that is there at once and counts as one that was awaited: a loop over it lets other
 * tasks run. It has no state, so that one serves for all.
 */
final class Turn implements Future<Void> {
  static final Turn TAKEN = new Turn();

  private Turn() {}

  @Override
  public @Nullable Object poll(Context context) {
    return null;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "a turn";
  }
}
