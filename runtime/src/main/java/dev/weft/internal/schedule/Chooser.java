package dev.weft.internal.schedule;

import java.util.List;

/** Makes the choices of one run of a deterministic runtime. Belongs to the thread that drives. */
public interface Chooser {
  /** Stands for nobody. */
  int NOBODY = -1;

  /**
   * Chooses who takes the next turn.
   *
   * @param ready all that can take it, at least one, in the order in which they became ready
   * @param interrupted the index of who had the last turn and would have gone on had it been let;
   *     {@link #NOBODY} if that one waits, has ended or has yielded by itself
   * @return an index
   */
  int next(List<? extends Candidate> ready, int interrupted);

  /**
   * Makes a choice of another kind.
   *
   * @param options how many there are, at least one
   * @return the number of one, from 0 on
   */
  int choose(int options);

  /**
   * Is told of who has yielded by itself in its last turn: others are to have theirs.
   *
   * @param key the number of the candidate
   */
  default void yielded(long key) {}
}
