package dev.weft.sync;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Oneshot channels both of whose ends are used at the same time. */
public final class OneshotStress {
  private OneshotStress() {}

  /** Who waits for a value gets it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "has the value")
  public static class SendAndReceive {
    private final Oneshot.Channel<Integer> channel = Oneshot.channel();
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void receives(ZI_Result result) {
      result.r1 = strand.poll(channel.rx()) == Poll.PENDING;
    }

    @Actor
    public void sends() {
      channel.tx().send(1);
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** A value is given back, or lost and told of, or still there: once. */
  @JCStressTest
  @State
  @Outcome(id = "true, true, 1", expect = Expect.ACCEPTABLE, desc = "sent, then lost")
  @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "came too late")
  public static class SendAndClose {
    private int lost;
    private final Oneshot.Channel<Integer> channel = Oneshot.channel(value -> lost += value);

    @Actor
    public void sends(ZZI_Result result) {
      result.r1 = channel.tx().send(1);
    }

    @Actor
    public void closes() {
      channel.rx().close();
    }

    @Arbiter
    public void count(ZZI_Result result) {
      result.r2 = channel.tx().isClosed();
      result.r3 = lost;
    }
  }

  /** A value is received or lost, not both. */
  @JCStressTest
  @State
  @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "received")
  @Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "lost")
  public static class ReceiveAndClose {
    private int lost;
    private final Oneshot.Channel<Integer> channel = Oneshot.channel(value -> lost += value);

    public ReceiveAndClose() {
      channel.tx().send(1);
    }

    @Actor
    public void receives(ZI_Result result) {
      result.r1 = channel.rx().tryRecv() != null;
    }

    @Actor
    public void closes() {
      channel.rx().close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = lost;
    }
  }

  /** A sender that waits until the receiver is closed sees it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "knows it")
  public static class WaitAndClose {
    private final Oneshot.Channel<Integer> channel = Oneshot.channel();
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(channel.tx().closed()) == Poll.PENDING;
    }

    @Actor
    public void closes() {
      channel.rx().close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }
}
