package dev.weft.internal.group;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A count that is waited for. */
public final class DrainStress {
  private DrainStress() {}

  /** A moment in which the count is drained isn't missed, though it is over at once. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "it is over and known")
  public static class LeaveAndWait {
    private final Drain drain = new Drain();
    private final CountingStrand strand = new CountingStrand();
    private final Future<Void> drained;

    public LeaveAndWait() {
      drain.enter();
      drain.close();
      drained = drain.drained();
    }

    @Actor
    public void leaves() {
      drain.leave();
      drain.reopen();
    }

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(drained) == Poll.PENDING;
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }
}
