package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Arrivals at the same time. */
public final class BarrierStress {
  private BarrierStress() {}

  /** One of two leads, and the other one is woken. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE)
  public static class TwoArrive {
    private final Barrier barrier = new Barrier(2);
    private final CountingStrand first = new CountingStrand();
    private final CountingStrand second = new CountingStrand();
    private @Nullable Object firstAnswer = Poll.PENDING;
    private @Nullable Object secondAnswer = Poll.PENDING;

    @Actor
    public void first() {
      firstAnswer = first.poll(barrier.arrive());
    }

    @Actor
    public void second() {
      secondAnswer = second.poll(barrier.arrive());
    }

    @Arbiter
    public void count(III_Result result) {
      result.r1 = (firstAnswer == Boolean.TRUE ? 1 : 0) + (secondAnswer == Boolean.TRUE ? 1 : 0);
      result.r2 = first.wakes() + second.wakes();
      result.r3 = barrier.waiting();
    }
  }

  /** One that gives up has arrived, or waits no longer: nobody waits for it or alone. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "gave up, the other one waits")
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "had arrived, the other one leads")
  public static class ArriveAndCancel {
    private final Barrier barrier = new Barrier(2);
    private final Future<Boolean> given = barrier.arrive();
    private final CountingStrand cancelling = new CountingStrand();
    private final CountingStrand strand = new CountingStrand();

    public ArriveAndCancel() {
      cancelling.poll(given);
    }

    @Actor
    public void arrives(III_Result result) {
      result.r1 = strand.poll(barrier.arrive()) == Boolean.TRUE ? 1 : 0;
    }

    @Actor
    public void cancels() {
      cancelling.cancel(given);
    }

    @Arbiter
    public void count(III_Result result) {
      result.r2 = barrier.waiting();
      result.r3 = cancelling.wakes();
    }
  }
}
