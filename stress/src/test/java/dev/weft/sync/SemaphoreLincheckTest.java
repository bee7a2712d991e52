package dev.weft.sync;

import dev.weft.internal.testing.Lincheck;
import dev.weft.sync.Semaphore.Permit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a semaphore is linearizable to a number and a queue, whose first takes all that comes
 * until it has enough, poll by poll; whoever has waited and got something has been woken in the
 * end.
 *
 * <p>The wake-ups themselves aren't part of one step: they come after it, outside of the lock.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "count", gen = IntGen.class, conf = "1:2")
public class SemaphoreLincheckTest {
  private final Semaphore semaphore = new Semaphore(1);
  private final List<Asking<Permit>> asking =
      Stream.generate(Asking<Permit>::new).limit(Lincheck.THREADS).toList();

  /** What each thread has. */
  private final List<List<Permit>> held =
      Stream.generate(() -> (List<Permit>) new ArrayList<Permit>())
          .limit(Lincheck.THREADS)
          .toList();

  /** Polls what this thread waits for already, whatever the number. */
  @Operation
  public String acquire(@Param(name = "thread") int thread, @Param(name = "count") int count) {
    return keep(thread, asking.get(thread).poll(() -> semaphore.acquire(count)));
  }

  @Operation
  public String tryAcquire(@Param(name = "thread") int thread, @Param(name = "count") int count) {
    try {
      Permit permit = semaphore.tryAcquire(count);
      return permit == null ? "none" : keep(thread, permit);
    } catch (IllegalStateException e) {
      return Asking.FAILED;
    }
  }

  private String keep(int thread, Object answer) {
    if (answer instanceof Permit permit) {
      held.get(thread).add(permit);
      return "has " + permit.count();
    }
    return (String) answer;
  }

  @Operation
  public void cancel(@Param(name = "thread") int thread) {
    asking.get(thread).cancel();
  }

  @Operation
  public void release(@Param(name = "thread") int thread) {
    List<Permit> all = held.get(thread);
    if (!all.isEmpty()) {
      all.remove(0).close();
    }
  }

  @Operation
  public void add(@Param(name = "count") int count) {
    semaphore.addPermits(count);
  }

  @Operation
  public int forget(@Param(name = "count") int count) {
    return semaphore.forgetPermits(count);
  }

  @Operation
  public void close() {
    semaphore.close();
  }

  @Operation
  public boolean isClosed() {
    return semaphore.isClosed();
  }

  @Operation
  public int available() {
    return semaphore.availablePermits();
  }

  @Validate
  public void whoGotSomethingIsWoken() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      asking.get(i).check(i);
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(SemaphoreLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(SemaphoreLincheckTest.class, Specification.class, 3);
  }

  /** A number and a queue. */
  public static final class Specification {
    private static final class Waiter {
      final int wanted;
      int missing;
      boolean refused;

      Waiter(int wanted) {
        this.wanted = wanted;
      }
    }

    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final @Nullable Waiter[] waiting = new Waiter[Lincheck.THREADS];
    private final List<Deque<Integer>> held =
        Stream.generate(() -> (Deque<Integer>) new ArrayDeque<Integer>())
            .limit(Lincheck.THREADS)
            .toList();
    private int available = 1;
    private boolean closed;

    public String acquire(int thread, int count) {
      Waiter waiter = waiting[thread];
      if (waiter == null) {
        waiter = ask(count);
        waiting[thread] = waiter;
      }
      if (queue.contains(waiter)) {
        return Asking.WAITS;
      }
      waiting[thread] = null;
      return waiter.refused ? Asking.FAILED : keep(thread, waiter.wanted);
    }

    private Waiter ask(int count) {
      Waiter waiter = new Waiter(count);
      waiter.refused = closed;
      if (!closed) {
        int taken = Math.min(available, count);
        available -= taken;
        waiter.missing = count - taken;
        if (waiter.missing > 0) {
          queue.add(waiter);
        }
      }
      return waiter;
    }

    private String keep(int thread, int count) {
      held.get(thread).add(count);
      return "has " + count;
    }

    public String tryAcquire(int thread, int count) {
      if (closed) {
        return Asking.FAILED;
      }
      if (count > available) {
        return "none";
      }
      available -= count;
      return keep(thread, count);
    }

    public void cancel(int thread) {
      Waiter waiter = waiting[thread];
      waiting[thread] = null;
      if (waiter != null && !waiter.refused) {
        queue.remove(waiter);
        add(waiter.wanted - waiter.missing);
      }
    }

    public void release(int thread) {
      Integer count = held.get(thread).poll();
      add(count == null ? 0 : count);
    }

    public void add(int count) {
      available += count;
      for (Waiter first = queue.peek(); first != null && available > 0; first = queue.peek()) {
        int taken = Math.min(available, first.missing);
        available -= taken;
        first.missing -= taken;
        if (first.missing == 0) {
          queue.remove();
        }
      }
    }

    public int forget(int count) {
      int taken = Math.min(available, count);
      available -= taken;
      return taken;
    }

    public void close() {
      closed = true;
      for (Waiter waiter : queue) {
        waiter.refused = true;
        available += waiter.wanted - waiter.missing;
      }
      queue.clear();
    }

    public boolean isClosed() {
      return closed;
    }

    public int available() {
      return available;
    }
  }
}
