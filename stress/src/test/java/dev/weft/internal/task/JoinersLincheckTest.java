package dev.weft.internal.task;

import dev.weft.Waker;
import dev.weft.internal.testing.Lincheck;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: adding and closing are linearizable to a list that can be closed, and who is listed
 * when it is closed has been woken in the end.
 *
 * <p>What {@code close} returns isn't: who comes too late, and knows it, may be among those that it
 * has woken.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class JoinersLincheckTest {
  private final Joiners joiners = new Joiners();
  private final AtomicIntegerArray woken = new AtomicIntegerArray(Lincheck.THREADS);
  private final Waker[] wakers = new Waker[Lincheck.THREADS];

  /** Who is sure to be woken; each belongs to a thread. */
  private final boolean[] listed = new boolean[Lincheck.THREADS];

  private volatile boolean closed;

  public JoinersLincheckTest() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      int thread = i;
      wakers[i] = () -> woken.incrementAndGet(thread);
    }
  }

  @Operation
  public boolean add(@Param(name = "thread") int thread) {
    listed[thread] = joiners.add(wakers[thread]);
    return listed[thread];
  }

  @Operation
  public void remove(@Param(name = "thread") int thread) {
    joiners.remove(wakers[thread]);
    listed[thread] = false;
  }

  @Operation
  public void close() {
    joiners.close();
    closed = true;
  }

  @Validate
  public void whoIsListedIsWoken() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      if (closed && listed[i] && woken.get(i) == 0) {
        throw new IllegalStateException("nobody has woken " + i);
      }
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(JoinersLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(JoinersLincheckTest.class, Specification.class, 3);
  }

  /** Knows whether it is closed. */
  public static final class Specification {
    private boolean closed;

    public boolean add(int thread) {
      return !closed;
    }

    public void remove(int thread) {}

    public void close() {
      closed = true;
    }
  }
}
