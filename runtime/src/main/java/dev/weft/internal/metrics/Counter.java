package dev.weft.internal.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that one thread at a time changes and all may read; {@link WorkerMeter} has the law of
 * such numbers.
 */
public final class Counter {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;

  /** Zero. */
  public Counter() {}

  /** Adds a number, which may be negative. Owner only. */
  public void add(long number) {
    VALUE.setOpaque(this, value + number);
  }

  /** The value, as it is or was a moment ago. */
  public long get() {
    return (long) VALUE.getOpaque(this);
  }
}
