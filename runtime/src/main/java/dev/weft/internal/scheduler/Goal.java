package dev.weft.internal.scheduler;

/** What a thread waits for while it lends itself to a scheduler. Used by that thread only. */
interface Goal {
  /** Makes progress if there is any to make; returns whether the goal is reached. */
  boolean reached();

  /** Called now and then while the thread does other things than to work towards the goal. */
  default void lookUp() {}

  /** How long the thread may sleep before it must look again, in nanoseconds. */
  long patience();

  /** How the thread sleeps; woken when {@link #reached} is worth a call. */
  Parker parker();
}
