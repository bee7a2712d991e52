package dev.weft.internal.schedule;

/** Something that can take the next turn: a task, or a thread that is to go on. */
public interface Candidate {
  /** The number that tells it from all others of the run. */
  long key();
}
