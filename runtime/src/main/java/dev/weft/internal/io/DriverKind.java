package dev.weft.internal.io;

import org.jspecify.annotations.Nullable;

/**
 * A kind of driver that not every system can have. Its class is looked up by name, with the
 * constructor that has no arguments, because a JVM that is too old for it doesn't have the class:
 * it lies in the part of the jar for later releases.
 */
public interface DriverKind extends IoDriver.Factory {
  /** Why it can't be used here, as the second half of a sentence; null if it can. */
  @Nullable String obstacle();
}
