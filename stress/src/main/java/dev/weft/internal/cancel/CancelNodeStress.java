package dev.weft.internal.cancel;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Nodes of cancellation that are waited for. */
public final class CancelNodeStress {
  private CancelNodeStress() {}

  /** Who waits below a node that is cancelled is told, or woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "came too late and knows it")
  public static class WaitAndCancel {
    private final CancelNode root = new CancelNode();
    private final Cancelled waiting = new Cancelled(root.child());
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(waiting) == Poll.PENDING;
    }

    @Actor
    public void cancels() {
      root.cancel();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** One that leaves doesn't take the node off the tree that another one waits for. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE)
  public static class WaitAndLeave {
    private final CancelNode root = new CancelNode();
    private final CancelNode child = root.child();
    private final Cancelled first = new Cancelled(child);
    private final Cancelled second = new Cancelled(child);
    private final CountingStrand strand = new CountingStrand();

    public WaitAndLeave() {
      strand.poll(first);
    }

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(second) == Poll.PENDING;
    }

    @Actor
    public void leaves() {
      strand.cancel(first);
    }

    @Arbiter
    public void cancel(ZI_Result result) {
      root.cancel();
      result.r2 = strand.wakes();
    }
  }
}
