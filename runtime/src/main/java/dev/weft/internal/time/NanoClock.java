package dev.weft.internal.time;

/** A monotonic clock; passed in, so that tests can make time pass. */
@FunctionalInterface
public interface NanoClock {
  /** The clock of the JVM. */
  NanoClock SYSTEM = System::nanoTime;

  /** The time in nanoseconds from an arbitrary origin; compared by subtraction only. */
  long nanoTime();
}
