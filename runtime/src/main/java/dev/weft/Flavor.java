package dev.weft;

/** The two kinds of runtime. */
public enum Flavor {
  /** Worker threads that steal tasks from one another. */
  MULTI_THREAD,
  /** Every task runs on the thread that is inside {@link AsyncRuntime#blockOn}. */
  CURRENT_THREAD
}
