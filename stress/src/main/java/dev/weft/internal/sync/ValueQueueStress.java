package dev.weft.internal.sync;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/** The queue of a channel at the border of two chunks. */
public final class ValueQueueStress {
  private ValueQueueStress() {}

  /** What two threads put in while the consumer goes on to the next chunk comes out, once. */
  @JCStressTest
  @State
  @Outcome(id = "34, 0, true", expect = Expect.ACCEPTABLE)
  public static class OfferAtTheBorder {
    private final ValueQueue<Integer> queue = new ValueQueue<>();
    private int taken;

    public OfferAtTheBorder() {
      for (int i = 0; i < 31; i++) {
        queue.offer(i);
      }
    }

    @Actor
    public void offers() {
      queue.offer(100);
      queue.offer(100);
    }

    @Actor
    public void offersToo() {
      queue.offer(100);
    }

    @Actor
    public void takes() {
      for (int i = 0; i < 34; i++) {
        taken += queue.poll() == null ? 0 : 1;
      }
    }

    @Arbiter
    public void drain(IIZ_Result result) {
      result.r1 = taken;
      while (queue.poll() != null) {
        result.r1++;
      }
      result.r2 = (int) queue.size();
      result.r3 = queue.isEmpty();
    }
  }

  /** A value that comes while the queue is closed at the end of a chunk is refused or comes out. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0, true", expect = Expect.ACCEPTABLE, desc = "both came too late")
  @Outcome(id = "1, 1, true", expect = Expect.ACCEPTABLE, desc = "one of them")
  @Outcome(id = "2, 2, true", expect = Expect.ACCEPTABLE, desc = "neither")
  public static class OfferAndClose {
    private final ValueQueue<Integer> queue = new ValueQueue<>();
    private boolean first;
    private boolean second;

    public OfferAndClose() {
      for (int i = 0; i < 31; i++) {
        queue.offer(i);
      }
    }

    @Actor
    public void offers() {
      first = queue.offer(100);
    }

    @Actor
    public void offersToo() {
      second = queue.offer(100);
    }

    @Actor
    public void closes() {
      queue.close();
    }

    @Arbiter
    public void drain(IIZ_Result result) {
      result.r1 = (first ? 1 : 0) + (second ? 1 : 0);
      result.r2 = -31;
      while (queue.poll() != null) {
        result.r2++;
      }
      result.r3 = queue.isEnded();
    }
  }
}
