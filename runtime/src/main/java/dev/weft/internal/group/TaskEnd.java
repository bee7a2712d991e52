package dev.weft.internal.group;

import dev.weft.Waker;

/** The waker of the end of a task that counts. Each task has its own, as none is listed twice. */
public record TaskEnd(Drain drain) implements Waker {
  @Override
  public void wake() {
    drain.leave();
  }
}
