package dev.weft.internal.time;

/** The timers of one runtime. All methods are safe from any thread. */
public interface Timers {
  /** The clock that deadlines refer to. */
  NanoClock clock();

  /** The time that deadlines are compared with. */
  default long now() {
    return clock().nanoTime();
  }

  /**
   * Has an entry fire at its deadline or later, never before. An entry whose deadline has passed
   * fires soon; it isn't fired from inside this call.
   */
  void register(TimerEntry entry);

  /** Takes an entry out; harmless if it has fired or was never registered. */
  void cancel(TimerEntry entry);
}
