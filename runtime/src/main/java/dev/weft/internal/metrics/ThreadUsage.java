package dev.weft.internal.metrics;

import org.jspecify.annotations.Nullable;

/** What the calling thread has used since it was started. */
interface ThreadUsage {
  /** Processor time in nanoseconds. */
  long cpuNanos();

  /** Bytes of memory that it has allocated. */
  long allocatedBytes();

  /** The JVM's own measurement; null where there is none or its module is absent. */
  static @Nullable ThreadUsage ofJvm() {
    try {
      return JvmUsage.orNull();
    } catch (LinkageError e) {
      return null;
    }
  }
}
