package dev.weft.internal.scheduler;

import dev.weft.internal.testing.Flag;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The future of a {@code blockOn} that is woken while it is polled. */
public final class RootStrandStress {
  private RootStrandStress() {}

  /** A wake-up during a poll is not lost, and what was written before it is seen. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class WakeAndPoll {
    private final Flag flag = new Flag();
    private final RootStrand root = Stress.root(flag);

    @Actor
    public void wakes() {
      flag.set();
      root.wake();
    }

    @Actor
    public void polls() {
      root.reached();
    }

    @Arbiter
    public void ends(Z_Result result) {
      result.r1 = root.reached();
    }
  }

  /** One that is dropped during a poll ends. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class DropAndPoll {
    private final RootStrand root = Stress.root(new Flag());

    @Actor
    public void drops() {
      root.drop();
    }

    @Actor
    public void polls() {
      root.reached();
    }

    @Arbiter
    public void ends(Z_Result result) {
      result.r1 = root.reached();
    }
  }
}
