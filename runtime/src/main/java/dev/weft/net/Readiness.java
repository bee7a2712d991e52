package dev.weft.net;

import dev.weft.internal.io.Attempt;
import dev.weft.internal.io.Direction;
import org.jspecify.annotations.Nullable;

/** Waits until something is worth trying, and leaves that to who waits. */
final class Readiness extends Attempt<Void> {
  private final Object what;
  private final String state;

  Readiness(Object what, Direction direction, String state) {
    super(direction);
    this.what = what;
    this.state = state;
  }

  @Override
  protected @Nullable Object attempt() {
    return null;
  }

  @Override
  public String toString() {
    return what + " " + state;
  }
}
