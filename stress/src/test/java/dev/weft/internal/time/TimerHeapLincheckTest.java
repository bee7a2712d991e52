package dev.weft.internal.time;

import dev.weft.internal.testing.Lincheck;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: one heap of timers is linearizable to a sorted list of deadlines.
 *
 * <p>{@link TimerShards} isn't: it reads its heaps one after the other, so between two of them a
 * timer may come and another one go. Who sleeps relies on being told, see {@code IdleStress}.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "time", gen = IntGen.class, conf = "1:4")
public class TimerHeapLincheckTest {
  private static final int BATCH = 2;
  private static final long NONE = -1;

  private final TimerHeap heap =
      new TimerHeap(new TimerShards(1, () -> 0, () -> 0, deadline -> {}));

  /** The entry that each thread has added last. */
  private final @Nullable TimerEntry[] added = new TimerEntry[Lincheck.THREADS];

  @Operation
  public boolean add(@Param(name = "thread") int thread, @Param(name = "time") int deadline) {
    TimerEntry entry = new TimerEntry(deadline, () -> {});
    added[thread] = entry;
    return heap.add(entry);
  }

  @Operation
  public void cancel(@Param(name = "thread") int thread) {
    TimerEntry entry = added[thread];
    if (entry != null) {
      heap.cancel(entry);
    }
  }

  @Operation
  public long earliest() {
    TimerEntry entry = heap.earliest();
    return entry == null ? NONE : entry.deadline();
  }

  @Operation
  public List<Long> takeExpired(@Param(name = "time") int now) {
    @Nullable TimerEntry[] batch = new TimerEntry[BATCH];
    List<Long> taken = new ArrayList<>();
    int count = heap.takeExpired(now, batch);
    for (int i = 0; i < count; i++) {
      taken.add(batch[i].deadline());
    }
    return taken;
  }

  @Test
  void modelChecked() {
    Lincheck.model(TimerHeapLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(TimerHeapLincheckTest.class, Specification.class, 3);
  }

  /** Timers in the order of their deadlines; who has added one may take it out again. */
  public static final class Specification {
    private final PriorityQueue<long[]> timers =
        new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
    private final long[][] added = new long[Lincheck.THREADS][];

    public boolean add(int thread, int deadline) {
      boolean earlier = timers.isEmpty() || deadline < timers.peek()[0];
      added[thread] = new long[] {deadline};
      timers.add(added[thread]);
      return earlier;
    }

    public void cancel(int thread) {
      timers.removeIf(timer -> timer == added[thread]);
    }

    public long earliest() {
      return timers.isEmpty() ? NONE : timers.peek()[0];
    }

    public List<Long> takeExpired(int now) {
      List<Long> taken = new ArrayList<>();
      while (taken.size() < BATCH && !timers.isEmpty() && timers.peek()[0] <= now) {
        taken.add(timers.remove()[0]);
      }
      return taken;
    }
  }
}
