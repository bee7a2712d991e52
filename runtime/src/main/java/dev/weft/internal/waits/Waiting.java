package dev.weft.internal.waits;

/**
 * A future that can say what it waits for. It is asked while it waits, by a thread that doesn't run
 * it, and costs nothing until then.
 */
public interface Waiting {
  /** What this future waits for now. */
  Wait waitsFor();
}
