package dev.weft.internal.scheduler;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A thread that sleeps while it is woken. */
@JCStressTest(Mode.Termination)
@State
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE)
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "the wake-up is lost")
public class ParkerStress {
  private volatile @Nullable Parker parker;
  private volatile boolean work;

  /** Looks for work, and sleeps while there is none. */
  @Actor
  public void sleeps() {
    Parker own = new Parker(Thread.currentThread());
    parker = own;
    while (!work) {
      own.park();
    }
  }

  /** Makes work, and wakes the thread if it is there. */
  @Signal
  public void wakes() {
    work = true;
    Parker sleeper = parker;
    if (sleeper != null) {
      sleeper.unpark();
    }
  }
}
