package dev.weft.internal.metrics;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of HotSpot and its relatives. The only class that names the module {@code
 * jdk.management}, so that loading it tells whether that is there.
 */
final class JvmUsage implements ThreadUsage {
  private final ThreadMXBean threads;

  private JvmUsage(ThreadMXBean threads) {
    this.threads = threads;
  }

  static @Nullable ThreadUsage orNull() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
            && threads.isCurrentThreadCpuTimeSupported()
            && threads.isThreadAllocatedMemorySupported()
        ? start(threads)
        : null;
  }

  private static ThreadUsage start(ThreadMXBean threads) {
    threads.setThreadCpuTimeEnabled(true);
    threads.setThreadAllocatedMemoryEnabled(true);
    return new JvmUsage(threads);
  }

  @Override
  public long cpuNanos() {
    return threads.getCurrentThreadCpuTime();
  }

  @Override
  public long allocatedBytes() {
    return threads.getCurrentThreadAllocatedBytes();
  }
}
