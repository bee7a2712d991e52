package dev.weft.sync;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Channels with many senders, whose ends are used at the same time. */
public final class MpscStress {
  private MpscStress() {}

  /** Who waits for a value gets it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "has the value")
  public static class SendAndReceive {
    private final Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded();
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void receives(ZI_Result result) {
      result.r1 = strand.poll(channel.rx().recv()) == Poll.PENDING;
    }

    @Actor
    public void sends() {
      channel.tx().trySend(1);
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
      channel.tx().close();
    }
  }

  /** Who waits for the end sees it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "at the end")
  public static class ReceiveAndEnd {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void receives(ZI_Result result) {
      result.r1 = strand.poll(channel.rx().recv()) == Poll.PENDING;
    }

    @Actor
    public void ends() {
      channel.tx().close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** The last permit that comes back ends a closed channel for who waits. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "at the end")
  public static class ReceiveAndLastPermit {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final Mpsc.Permit<Integer> permit = Objects.requireNonNull(channel.tx().tryReserve());
    private final CountingStrand strand = new CountingStrand();

    public ReceiveAndLastPermit() {
      channel.tx().close();
    }

    @Actor
    public void receives(ZI_Result result) {
      result.r1 = strand.poll(channel.rx().recv()) == Poll.PENDING;
    }

    @Actor
    public void givesBack() {
      permit.close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** What is sent while the receiver stops it is refused, or received. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0, true", expect = Expect.ACCEPTABLE, desc = "both came too late")
  @Outcome(id = "1, 1, true", expect = Expect.ACCEPTABLE, desc = "the second one")
  @Outcome(id = "2, 2, true", expect = Expect.ACCEPTABLE, desc = "neither")
  public static class SendAndStop {
    private final Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded();

    @Actor
    public void sends(IIZ_Result result) {
      for (int i = 0; i < 2; i++) {
        result.r1 += channel.tx().trySend(1) == Mpsc.TrySend.SENT ? 1 : 0;
      }
    }

    @Actor
    public void stops() {
      channel.rx().stopSending();
    }

    @Arbiter
    public void count(IIZ_Result result) {
      while (channel.rx().tryRecv() != null) {
        result.r2++;
      }
      result.r3 = channel.rx().isEnded();
      channel.tx().close();
    }
  }

  /** A value that is sent through a permit while the receiver is closed is told of, once. */
  @JCStressTest
  @State
  @Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "lost")
  public static class SendAndClose {
    private final AtomicInteger lost = new AtomicInteger();
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1, lost::addAndGet);
    private final Mpsc.Permit<Integer> permit = Objects.requireNonNull(channel.tx().tryReserve());

    @Actor
    public void sends() {
      permit.send(1);
    }

    @Actor
    public void closes() {
      channel.rx().close();
    }

    @Arbiter
    public void count(IZ_Result result) {
      result.r1 = lost.get();
      result.r2 = channel.rx().isEnded();
      channel.tx().close();
    }
  }

  /** While the last sender is closed a weak one makes another, or sees the end. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "another sender")
  @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "came too late")
  public static class UpgradeAndClose {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final Mpsc.WeakSender<Integer> weak = channel.tx().downgrade();
    private Mpsc.@Nullable Sender<Integer> made;

    @Actor
    public void upgrades() {
      made = weak.upgrade();
    }

    @Actor
    public void closes() {
      channel.tx().close();
    }

    @Arbiter
    public void look(ZZ_Result result) {
      result.r1 = made != null;
      result.r2 = channel.rx().isEnded();
      if (made != null) {
        made.close();
      }
    }
  }
}
