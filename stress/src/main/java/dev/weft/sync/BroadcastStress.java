package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Broadcast channels whose ends are used at the same time. */
public final class BroadcastStress {
  /** What a receiver gets that has nothing to receive. */
  private static final int NOTHING = 0;

  private BroadcastStress() {}

  /** The value, or the number of missed ones below zero. */
  private static int take(BroadcastRecv<Integer> receiver) {
    try {
      Integer value = receiver.tryTake();
      return value == null ? NOTHING : value;
    } catch (LaggedException e) {
      return (int) -e.missed();
    }
  }

  private static void sendFrom2To8(BroadcastCore<Integer> core) {
    for (int i = 2; i <= 8; i++) {
      core.send(i);
    }
  }

  /** Receives values that are numbered from 1 on. */
  private static final class Reader {
    private final BroadcastRecv<Integer> receiver;

    /** The number of the last value that was had or missed. */
    int last;

    /** How many came out of their turn. */
    int wrong;

    Reader(BroadcastCore<Integer> core) {
      receiver = new BroadcastRecv<>(core);
    }

    /** Takes a value, or learns that some are missed; returns whether there was one. */
    boolean take() {
      int got = BroadcastStress.take(receiver);
      if (got < 0) {
        last -= got;
      } else if (got != NOTHING) {
        last++;
        wrong += got == last ? 0 : 1;
      }
      return got != NOTHING;
    }

    void takeRest() {
      boolean more = take();
      while (more) {
        more = take();
      }
    }
  }

  /** Who waits for a value gets it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "has the value")
  public static class SendAndReceive {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final BroadcastRecv<Integer> receiver = new BroadcastRecv<>(core);
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void receives(ZI_Result result) {
      result.r1 = strand.poll(receiver) == Poll.PENDING;
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
  public static class ReceiveAndEnd {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final BroadcastRecv<Integer> receiver = new BroadcastRecv<>(core);
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void receives(ZI_Result result) {
      result.r1 = strand.poll(receiver) == Poll.PENDING;
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

  /** Two receivers take one value: each gets it, and then it is let go of. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "each has it, and none is left")
  public static class TakeAndTake {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final BroadcastRecv<Integer> first = new BroadcastRecv<>(core);
    private final BroadcastRecv<Integer> second = new BroadcastRecv<>(core);

    public TakeAndTake() {
      core.send(1);
    }

    @Actor
    public void takes(III_Result result) {
      result.r1 = take(first);
    }

    @Actor
    public void takesToo(III_Result result) {
      result.r2 = take(second);
    }

    @Arbiter
    public void count(III_Result result) {
      result.r3 = core.size();
    }
  }

  /** Values that are overwritten while they are taken are had or missed, in their order. */
  @JCStressTest
  @State
  @Outcome(id = "0, 8", expect = Expect.ACCEPTABLE, desc = "each had or missed")
  public static class TakeAndOverwrite {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final Reader reader = new Reader(core);

    public TakeAndOverwrite() {
      core.send(1);
    }

    @Actor
    public void takes() {
      for (int i = 0; i < 8; i++) {
        reader.take();
      }
    }

    @Actor
    public void overwrites() {
      sendFrom2To8(core);
    }

    @Arbiter
    public void rest(II_Result result) {
      reader.takeRest();
      result.r1 = reader.wrong;
      result.r2 = reader.last;
    }
  }

  /** The same for two receivers, of which the last one lets go. */
  @JCStressTest
  @State
  @Outcome(id = "0, 8, 8", expect = Expect.ACCEPTABLE, desc = "each had or missed")
  public static class TakeBothAndOverwrite {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final Reader first = new Reader(core);
    private final Reader second = new Reader(core);

    public TakeBothAndOverwrite() {
      core.send(1);
    }

    @Actor
    public void takes() {
      for (int i = 0; i < 8; i++) {
        first.take();
        second.take();
      }
    }

    @Actor
    public void overwrites() {
      sendFrom2To8(core);
    }

    @Arbiter
    public void rest(III_Result result) {
      first.takeRest();
      second.takeRest();
      result.r1 = first.wrong + second.wrong;
      result.r2 = first.last;
      result.r3 = second.last;
    }
  }

  /** A value is counted for exactly the receivers that get it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "sent before")
  @Outcome(id = "2, 1, 1", expect = Expect.ACCEPTABLE, desc = "sent after")
  public static class SubscribeAndSend {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final BroadcastRecv<Integer> first = new BroadcastRecv<>(core);
    private BroadcastRecv<Integer> second = first;

    @Actor
    public void sends(III_Result result) {
      result.r1 = core.send(1);
    }

    @Actor
    public void subscribes() {
      second = new BroadcastRecv<>(core);
    }

    @Arbiter
    public void rest(III_Result result) {
      result.r2 = take(second);
      result.r3 = core.size();
    }
  }

  /** Nothing is kept for a receiver that is closed while something is sent. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "sent too late")
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "sent and let go of")
  public static class SendAndCloseReceiver {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(2);
    private final BroadcastRecv<Integer> receiver = new BroadcastRecv<>(core);

    public SendAndCloseReceiver() {
      core.send(1);
    }

    @Actor
    public void sends(II_Result result) {
      result.r1 = core.send(2);
    }

    @Actor
    public void closes() {
      receiver.close();
    }

    @Arbiter
    public void count(II_Result result) {
      result.r2 = core.size();
    }
  }

  /** No value comes after the end. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "sent before the end")
  @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "refused")
  public static class SendAndEnd {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final BroadcastRecv<Integer> receiver = new BroadcastRecv<>(core);
    private boolean ended;

    @Actor
    public void sends(II_Result result) {
      try {
        result.r1 = core.send(1);
      } catch (IllegalStateException e) {
        result.r1 = -1;
      }
    }

    @Actor
    public void ends() {
      core.senders().leave();
      ended = receiver.isEnded();
    }

    @Arbiter
    public void rest(II_Result result) {
      int rest = take(receiver);
      result.r2 = ended && rest != NOTHING ? -1 : rest;
    }
  }

  /** Who waits until there are no receivers sees that, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "has seen it")
  public static class WaitForNoneAndClose {
    private final BroadcastCore<Integer> core = new BroadcastCore<>(1);
    private final BroadcastRecv<Integer> receiver = new BroadcastRecv<>(core);
    private final Future<Void> closed = core.receivers().none("closed");
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(closed) == Poll.PENDING;
    }

    @Actor
    public void closes() {
      receiver.close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }
}
