package dev.weft.sync;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.Notify.Notified;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Notifications that meet those whom they are for. */
public final class NotifyStress {
  private NotifyStress() {}

  /** A notification isn't lost: who waits has it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "was kept")
  public static class WaitAndNotifyOne {
    private final Notify notify = new Notify();
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(notify.notified()) == Poll.PENDING;
    }

    @Actor
    public void notifies() {
      notify.notifyOne();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** One that was made before is reached, whether it waits already or not. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "was told")
  public static class WaitAndNotifyWaiters {
    private final Notify notify = new Notify();
    private final Notified future = notify.notified();
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(future) == Poll.PENDING;
    }

    @Actor
    public void notifies() {
      notify.notifyWaiters();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** All are reached in one step: who sees that one was told finds the next one told. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "before")
  @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "after")
  @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "between the two looks")
  public static class NotifyWaitersIsOneStep {
    private final Notify notify = new Notify();
    private final Notified first = notify.notified();
    private final Notified second = notify.notified();
    private final CountingStrand strand = new CountingStrand();

    public NotifyWaitersIsOneStep() {
      strand.poll(first);
      strand.poll(second);
    }

    @Actor
    public void looks(ZZ_Result result) {
      result.r1 = strand.poll(first) != Poll.PENDING;
      result.r2 = strand.poll(second) != Poll.PENDING;
    }

    @Actor
    public void notifies() {
      notify.notifyWaiters();
    }
  }

  /** A notification for one that gives up goes to the next one. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "the next one has it")
  public static class CancelAndNotifyOne {
    private final Notify notify = new Notify();
    private final Notified first = notify.notified();
    private final Notified second = notify.notified();
    private final CountingStrand cancelling = new CountingStrand();
    private final CountingStrand waiting = new CountingStrand();

    public CancelAndNotifyOne() {
      cancelling.poll(first);
      waiting.poll(second);
    }

    @Actor
    public void cancels() {
      cancelling.cancel(first);
    }

    @Actor
    public void notifies() {
      notify.notifyOne();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r1 = waiting.poll(second) != Poll.PENDING;
      result.r2 = waiting.wakes();
    }
  }
}
