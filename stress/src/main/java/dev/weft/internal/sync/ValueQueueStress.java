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

  /** A queue in whose first chunk one place is left. */
  private static ValueQueue<Integer> atTheBorder() {
    ValueQueue<Integer> queue = new ValueQueue<>();
    for (int i = 0; i < 31; i++) {
      queue.offer(i);
    }
    return queue;
  }

  /** Polls a number of times; returns how many values that has given. */
  private static int poll(ValueQueue<Integer> queue, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += queue.poll() == null ? 0 : 1;
    }
    return taken;
  }

  /** What two threads put in where a chunk ends comes out, once. */
  @JCStressTest
  @State
  @Outcome(id = "34, 0, true", expect = Expect.ACCEPTABLE)
  public static class OfferAtTheBorder {
    private final ValueQueue<Integer> queue = atTheBorder();

    @Actor
    public void offers() {
      queue.offer(100);
      queue.offer(100);
    }

    @Actor
    public void offersToo() {
      queue.offer(100);
    }

    @Arbiter
    public void drain(IIZ_Result result) {
      result.r1 = poll(queue, 40);
      result.r2 = (int) queue.size();
      result.r3 = queue.isEmpty();
    }
  }

  /** The same for what is put in while the consumer goes on to the next chunk. */
  @JCStressTest
  @State
  @Outcome(id = "34, 0, true", expect = Expect.ACCEPTABLE)
  public static class OfferAndTake {
    private final ValueQueue<Integer> queue = atTheBorder();

    public OfferAndTake() {
      poll(queue, 31);
    }

    @Actor
    public void offers() {
      queue.offer(100);
      queue.offer(100);
      queue.offer(100);
    }

    @Actor
    public void takes(IIZ_Result result) {
      result.r1 = 31 + poll(queue, 6);
    }

    @Arbiter
    public void drain(IIZ_Result result) {
      result.r1 += poll(queue, 40);
      result.r2 = (int) queue.size();
      result.r3 = queue.isEmpty();
    }
  }

  /** A value that comes while the queue is closed at the end of a chunk is refused or comes out. */
  @JCStressTest
  @State
  @Outcome(id = "0, 31, true", expect = Expect.ACCEPTABLE, desc = "both came too late")
  @Outcome(id = "1, 32, true", expect = Expect.ACCEPTABLE, desc = "the second one")
  @Outcome(id = "2, 33, true", expect = Expect.ACCEPTABLE, desc = "neither")
  public static class OfferAndClose {
    private final ValueQueue<Integer> queue = atTheBorder();

    @Actor
    public void offers(IIZ_Result result) {
      result.r1 = queue.offer(100) ? 1 : 0;
      result.r1 += queue.offer(100) ? 1 : 0;
    }

    @Actor
    public void closes() {
      queue.close();
    }

    @Arbiter
    public void drain(IIZ_Result result) {
      result.r2 = poll(queue, 40);
      result.r3 = queue.isEnded();
    }
  }
}
