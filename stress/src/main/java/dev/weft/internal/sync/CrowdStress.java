package dev.weft.internal.sync;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Those who wait for the next change, while there are some. */
public final class CrowdStress {
  private CrowdStress() {}

  private static final class One extends Crowd.Member {}

  /** Something that changes, and who waits for that. */
  private static final class Thing {
    final Crowd crowd = new Crowd();
    final One one = new One();
    final AtomicInteger changes = new AtomicInteger();
    final AtomicInteger wakes = new AtomicInteger();

    void change() {
      changes.incrementAndGet();
      crowd.wakeAll();
    }

    int enterAndLook() {
      crowd.enter(one, wakes::incrementAndGet);
      return changes.get();
    }
  }

  /** Who waits sees a change, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "woken")
  @Outcome(id = "1, [01]", expect = Expect.ACCEPTABLE, desc = "has seen it")
  public static class EnterAndWake {
    private final Thing thing = new Thing();

    @Actor
    public void enters(II_Result result) {
      result.r1 = thing.enterAndLook();
    }

    @Actor
    public void changes() {
      thing.change();
    }

    @Arbiter
    public void count(II_Result result) {
      result.r2 = thing.wakes.get();
    }
  }

  /** The same for one that is listed from before, when a walk is on its way there. */
  @JCStressTest
  @State
  @Outcome(id = "[01], [12]", expect = Expect.ACCEPTABLE, desc = "woken")
  @Outcome(id = "2, [012]", expect = Expect.ACCEPTABLE, desc = "has seen both")
  public static class EnterAgainAndWakeTwice {
    private final Thing thing = new Thing();

    public EnterAgainAndWakeTwice() {
      thing.enterAndLook();
      thing.crowd.leave(thing.one);
    }

    @Actor
    public void enters(II_Result result) {
      result.r1 = thing.enterAndLook();
    }

    @Actor
    public void changes() {
      thing.change();
      thing.change();
    }

    @Arbiter
    public void count(II_Result result) {
      result.r2 = thing.wakes.get();
    }
  }

  /** Two who enter at the same time are both woken. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both are woken")
  public static class EnterAndEnter {
    private final Thing thing = new Thing();
    private final One other = new One();

    @Actor
    public void enters() {
      thing.crowd.enter(thing.one, thing.wakes::incrementAndGet);
    }

    @Actor
    public void entersToo() {
      thing.crowd.enter(other, thing.wakes::incrementAndGet);
    }

    @Arbiter
    public void count(I_Result result) {
      thing.crowd.wakeAll();
      result.r1 = thing.wakes.get();
    }
  }
}
