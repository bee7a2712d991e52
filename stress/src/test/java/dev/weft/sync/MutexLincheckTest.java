package dev.weft.sync;

import dev.weft.internal.testing.Lincheck;
import dev.weft.sync.Mutex.Guard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a mutex is linearizable to an owner, a queue and a value that only the owner sees,
 * poll by poll; who has waited and got it has been woken in the end.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class MutexLincheckTest {
  private final Mutex<Integer> mutex = new Mutex<>(0);
  private final List<Asking<Guard<Integer>>> asking =
      Stream.generate(Asking<Guard<Integer>>::new).limit(Lincheck.THREADS).toList();

  /** What each thread has. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a parameterized type
  private final @Nullable Guard<Integer>[] held = new Guard[Lincheck.THREADS];

  @Operation
  public String lock(@Param(name = "thread") int thread) {
    return keep(thread, asking.get(thread).poll(mutex::lock));
  }

  @Operation
  public String tryLock(@Param(name = "thread") int thread) {
    Guard<Integer> guard = mutex.tryLock();
    return guard == null ? "none" : keep(thread, guard);
  }

  /** A thread that has it already can't get another guard. */
  @SuppressWarnings("unchecked") // that is what is asked for
  private String keep(int thread, Object answer) {
    if (answer instanceof Guard<?> guard) {
      held[thread] = (Guard<Integer>) guard;
      return "has " + guard.get();
    }
    return (String) answer;
  }

  @Operation
  public void cancel(@Param(name = "thread") int thread) {
    asking.get(thread).cancel();
  }

  @Operation
  public void unlock(@Param(name = "thread") int thread) {
    Guard<Integer> guard = held[thread];
    if (guard != null) {
      held[thread] = null;
      guard.set(guard.get() + 1);
      guard.close();
    }
  }

  @Operation
  public boolean isLocked() {
    return mutex.isLocked();
  }

  @Validate
  public void whoGotItIsWoken() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      asking.get(i).check(i);
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(MutexLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(MutexLincheckTest.class, Specification.class, 3);
  }

  /** An owner, a queue and a value. */
  public static final class Specification {
    private static final int NOBODY = -1;

    /** Those who wait and, while it isn't held, first the one who may have it. */
    private final Deque<Integer> queue = new ArrayDeque<>();

    private int owner = NOBODY;
    private int value;

    public String lock(int thread) {
      if (!queue.contains(thread)) {
        queue.add(thread);
      }
      if (owner != NOBODY || queue.element() != thread) {
        return Asking.WAITS;
      }
      queue.remove();
      owner = thread;
      return "has " + value;
    }

    public String tryLock(int thread) {
      if (isLocked()) {
        return "none";
      }
      owner = thread;
      return "has " + value;
    }

    public void cancel(int thread) {
      queue.remove(thread);
    }

    public void unlock(int thread) {
      if (owner == thread) {
        owner = NOBODY;
        value++;
      }
    }

    public boolean isLocked() {
      return owner != NOBODY || !queue.isEmpty();
    }
  }
}
