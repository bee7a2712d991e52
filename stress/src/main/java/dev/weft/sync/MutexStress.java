package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.Mutex.Guard;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A value that is changed by who has the lock. */
public final class MutexStress {
  private MutexStress() {}

  /** Who gets the lock sees what was written under it, though the field is a plain one. */
  @JCStressTest
  @State
  @Outcome(id = "11", expect = Expect.ACCEPTABLE, desc = "both were added")
  public static class TwoAdd {
    private final Mutex<Integer> mutex = new Mutex<>(0);

    @Actor
    public void first() {
      add(1);
    }

    @Actor
    public void second() {
      add(10);
    }

    private void add(int number) {
      try (Guard<Integer> guard = lock()) {
        guard.set(guard.get() + number);
      }
    }

    private Guard<Integer> lock() {
      Guard<Integer> guard = mutex.tryLock();
      while (guard == null) {
        Thread.onSpinWait();
        guard = mutex.tryLock();
      }
      return guard;
    }

    @Arbiter
    public void look(I_Result result) {
      result.r1 = lock().get();
    }
  }

  /** Who waits for the lock gets it, or is woken, and sees what was written. */
  @JCStressTest
  @State
  @Outcome(id = "5, 0", expect = Expect.ACCEPTABLE, desc = "has it at once")
  @Outcome(id = "5, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  public static class LockAndUnlock {
    private final Mutex<Integer> mutex = new Mutex<>(0);
    private final Guard<Integer> held = Objects.requireNonNull(mutex.tryLock());
    private final Future<Guard<Integer>> future = mutex.lock();
    private final CountingStrand strand = new CountingStrand();
    private @Nullable Object answer = Poll.PENDING;

    @Actor
    public void locks() {
      answer = strand.poll(future);
    }

    @Actor
    public void unlocks() {
      held.set(5);
      held.close();
    }

    @Arbiter
    public void look(II_Result result) {
      answer = answer == Poll.PENDING ? strand.poll(future) : answer;
      result.r1 =
          answer instanceof Guard<?> guard && guard.get() instanceof Integer value ? value : -1;
      result.r2 = strand.wakes();
    }
  }
}
