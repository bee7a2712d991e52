package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.StubScheduler;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** The ring of a worker, with its owner and a thief. */
public final class LocalQueueStress {
  /** Shared by all states, so that nothing may link them. */
  private static final Task<?>[] TASKS = new Task<?>[3];

  static {
    for (int i = 0; i < TASKS.length; i++) {
      TASKS[i] = Stress.task();
    }
  }

  private LocalQueueStress() {}

  private static int number(@Nullable Task<?> task) {
    for (int i = 0; i < TASKS.length; i++) {
      if (TASKS[i] == task) {
        return i + 1;
      }
    }
    return 0;
  }

  /** One task, which the owner or the thief gets. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "the owner's")
  @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "the thief's")
  public static class PopOrSteal {
    private final LocalQueue queue = new LocalQueue();
    private final LocalQueue thief = new LocalQueue();

    public PopOrSteal() {
      queue.push(TASKS[0], new Injector());
    }

    @Actor
    public void pops(III_Result result) {
      result.r1 = number(queue.pop());
    }

    @Actor
    public void steals(III_Result result) {
      result.r2 = number(queue.stealInto(thief));
    }

    @Arbiter
    public void rest(III_Result result) {
      result.r3 = Stress.drain(queue) + Stress.drain(thief);
    }
  }

  /** Three tasks, of which the thief takes half while the owner pushes one and pops one. */
  @JCStressTest
  @State
  @Outcome(id = "[1-3], [0-3], [0-2]", expect = Expect.ACCEPTABLE)
  public static class PushAndPopAndSteal {
    private final LocalQueue queue = new LocalQueue();
    private final LocalQueue thief = new LocalQueue();
    private final Injector overflow = new Injector();

    public PushAndPopAndSteal() {
      queue.push(TASKS[0], overflow);
      queue.push(TASKS[1], overflow);
    }

    @Actor
    public void owner(III_Result result) {
      queue.push(TASKS[2], overflow);
      result.r1 = number(queue.pop());
    }

    @Actor
    public void steals(III_Result result) {
      result.r2 = number(queue.stealInto(thief));
    }

    @Arbiter
    public void rest(III_Result result) {
      int seen = bit(result.r1) + bit(result.r2);
      int taken = (result.r1 > 0 ? 1 : 0) + (result.r2 > 0 ? 1 : 0);
      int left = 0;
      for (LocalQueue each : new LocalQueue[] {queue, thief}) {
        for (Task<?> task = each.pop(); task != null; task = each.pop()) {
          seen += bit(number(task));
          left++;
        }
      }
      // Each of the bits once: none is lost, and none comes twice.
      result.r3 = seen == 0b111 && taken + left == 3 ? left : -1;
    }

    private static int bit(int number) {
      return number == 0 ? 0 : 1 << (number - 1);
    }
  }

  /** A full ring runs over while a thief takes half of it. */
  @JCStressTest
  @State
  @Outcome(id = "true, 257", expect = Expect.ACCEPTABLE, desc = "stolen from")
  @Outcome(id = "false, 257", expect = Expect.ACCEPTABLE, desc = "the owner was faster")
  public static class OverflowAndSteal {
    private final LocalQueue queue = new LocalQueue();
    private final LocalQueue thief = new LocalQueue();
    private final Injector overflow = new Injector();

    private final StubScheduler scheduler = new StubScheduler();
    private final Task<?> task = scheduler.newTask();

    /** With tasks of its own: the overflow links them. */
    public OverflowAndSteal() {
      for (int i = 0; i < LocalQueue.CAPACITY; i++) {
        queue.push(scheduler.newTask(), overflow);
      }
    }

    @Actor
    public void pushes() {
      queue.push(task, overflow);
    }

    @Actor
    public void steals(ZI_Result result) {
      result.r1 = queue.stealInto(thief) != null;
    }

    @Arbiter
    public void rest(ZI_Result result) {
      int left = Stress.drain(queue) + Stress.drain(thief) + Stress.drain(overflow);
      result.r2 = left + (result.r1 ? 1 : 0);
    }
  }
}
