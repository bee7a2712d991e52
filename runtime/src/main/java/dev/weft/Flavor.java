package dev.weft;

/** The kinds of runtime. */
public enum Flavor {
  /** Worker threads that steal tasks from one another. */
  MULTI_THREAD,
  /** Every task runs on the thread that is inside {@link AsyncRuntime#blockOn}. */
  CURRENT_THREAD,
  /**
   * As {@link #CURRENT_THREAD}, but a {@link Schedule} says which task goes next, and time passes
   * when nothing can run: see {@link AsyncRuntime#deterministic}. An {@code @AsyncMain} takes the
   * schedule from the system property {@code weft.schedule}, such as {@code random-walk:17}, and
   * {@code random-walk:0} without that.
   */
  DETERMINISTIC
}
