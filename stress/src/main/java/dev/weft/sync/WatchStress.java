package dev.weft.sync;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZIZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Watch channels whose ends are used at the same time. */
public final class WatchStress {
  /** How often one looks, so that the other one is just at work once. */
  private static final int TIMES = 20;

  private WatchStress() {}

  /** Who waits for a change sees it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "has seen it")
  public static class SendAndWait {
    private final WatchCore<Integer> core = new WatchCore<>(0);
    private final WatchChanged<Integer> changed = new WatchChanged<>(WatchCursor.ofPresent(core));
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(changed) == Poll.PENDING;
    }

    @Actor
    public void sends() {
      core.send(1);
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** Who waits for the end sees it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "at the end")
  public static class WaitAndEnd {
    private final WatchCore<Integer> core = new WatchCore<>(0);
    private final WatchChanged<Integer> changed = new WatchChanged<>(WatchCursor.ofPresent(core));
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(changed) == Poll.PENDING;
    }

    @Actor
    public void ends() {
      core.senders().leave();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** Who sees the end has seen the last value. */
  @JCStressTest
  @State
  @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "has not seen the end")
  @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "has seen the value")
  public static class LastValueAndEnd {
    private final WatchCore<Integer> core = new WatchCore<>(0);
    private final WatchCursor<Integer> cursor = WatchCursor.ofPresent(core);
    private final WatchChanged<Integer> changed = new WatchChanged<>(cursor);
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZZ_Result result) {
      Object answer = Poll.PENDING;
      for (int i = 0; i < TIMES && answer == Poll.PENDING; i++) {
        answer = strand.poll(changed);
      }
      result.r1 = Objects.equals(answer, false);
    }

    @Actor
    public void ends() {
      core.send(1);
      core.senders().leave();
    }

    @Arbiter
    public void unseen(ZZ_Result result) {
      result.r2 = cursor.hasUnseen();
    }
  }

  /** Who has seen a value has marked just that one. */
  @JCStressTest
  @State
  @Outcome(id = "[01], true", expect = Expect.ACCEPTABLE, desc = "an older one")
  @Outcome(id = "2, false", expect = Expect.ACCEPTABLE, desc = "the last one")
  public static class SendAndSee {
    private final WatchCore<Integer> core = new WatchCore<>(0);
    private final WatchCursor<Integer> cursor = WatchCursor.ofPresent(core);

    @Actor
    public void sees(IZ_Result result) {
      for (int i = 0; i < TIMES; i++) {
        Integer value = cursor.takeUnseen();
        result.r1 = value == null ? result.r1 : value;
      }
    }

    @Actor
    public void sends() {
      core.send(1);
      core.send(2);
    }

    @Arbiter
    public void unseen(IZ_Result result) {
      result.r2 = cursor.hasUnseen();
    }
  }

  /** What is sent is stored if there is a receiver, which hasn't seen it then. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1, true", expect = Expect.ACCEPTABLE, desc = "sent after")
  @Outcome(id = "false, 0, false", expect = Expect.ACCEPTABLE, desc = "sent before")
  public static class SubscribeAndSend {
    private final WatchCore<Integer> core = new WatchCore<>(0);
    private WatchCursor<Integer> cursor = WatchCursor.ofPresent(core);

    public SubscribeAndSend() {
      cursor.close();
    }

    @Actor
    public void sends(ZIZ_Result result) {
      result.r1 = core.send(1);
    }

    @Actor
    public void subscribes() {
      cursor = WatchCursor.ofPresent(core);
    }

    @Arbiter
    public void rest(ZIZ_Result result) {
      result.r2 = core.current().value();
      result.r3 = cursor.hasUnseen();
    }
  }

  /** No modification is lost. */
  @JCStressTest
  @State
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both are there")
  public static class ModifyAndModify {
    private final WatchCore<Integer> core = new WatchCore<>(0);

    @Actor
    public void modifies() {
      core.modify(value -> value + 1);
    }

    @Actor
    public void modifiesToo() {
      core.modify(value -> value + 1);
    }

    @Arbiter
    public void sum(I_Result result) {
      result.r1 = core.current().value();
    }
  }

  /** A wait that is given up while a value comes marks nothing. */
  @JCStressTest
  @State
  @Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "woken before")
  @Outcome(id = "0, true", expect = Expect.ACCEPTABLE, desc = "not woken")
  public static class CancelAndSend {
    private final WatchCore<Integer> core = new WatchCore<>(0);
    private final WatchCursor<Integer> cursor = WatchCursor.ofPresent(core);
    private final WatchChanged<Integer> changed = new WatchChanged<>(cursor);
    private final CountingStrand strand = new CountingStrand();

    public CancelAndSend() {
      strand.poll(changed);
    }

    @Actor
    public void cancels() {
      strand.cancel(changed);
    }

    @Actor
    public void sends() {
      core.send(1);
    }

    @Arbiter
    public void count(IZ_Result result) {
      result.r1 = strand.wakes();
      result.r2 = cursor.hasUnseen();
    }
  }
}
