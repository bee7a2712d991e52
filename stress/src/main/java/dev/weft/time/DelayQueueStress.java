package dev.weft.time;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Queues that are filled and emptied while a task waits for a value. */
public final class DelayQueueStress {
  private DelayQueueStress() {}

  /** Who waits for a later value is woken for an earlier one, or has it. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "waits and is woken")
  @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "has the value")
  public static class InsertAndWait {
    private final DelayQueue<String> queue = new DelayQueue<>();
    private final CountingStrand strand = new CountingStrand();

    /** So that there is something to wait for. */
    public InsertAndWait() {
      queue.insert("late", Duration.ofHours(1));
    }

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(queue.next()) == Poll.PENDING;
    }

    @Actor
    public void inserts() {
      queue.insert("early", Duration.ZERO);
    }

    @Arbiter
    public void counts(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }

  /** Who waits for the last value is woken when somebody else takes it, or sees that it is gone. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "waits and is woken")
  @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "sees the end")
  public static class RemoveAndWait {
    private final DelayQueue<String> queue = new DelayQueue<>();
    private final DelayQueue.Key key = queue.insert("late", Duration.ofHours(1));
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void waits(ZI_Result result) {
      result.r1 = strand.poll(queue.next()) == Poll.PENDING;
    }

    @Actor
    public void removes() {
      queue.remove(key);
    }

    @Arbiter
    public void counts(ZI_Result result) {
      result.r2 = strand.wakes();
    }
  }
}
