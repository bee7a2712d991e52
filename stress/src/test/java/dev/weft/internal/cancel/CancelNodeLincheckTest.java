package dev.weft.internal.cancel;

import dev.weft.internal.testing.Lincheck;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: three nodes below one another are linearizable to three flags, each of which is set
 * with those above it; who waits at a node that is cancelled has been woken in the end, once for
 * each time that it was listed, and nobody else has.
 *
 * <p>The wake-ups themselves aren't part of one step: they come after it, outside of the lock.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "node", gen = IntGen.class, conf = "0:2")
public class CancelNodeLincheckTest {
  private static final int NODES = 3;

  private final CancelNode[] nodes = new CancelNode[NODES];
  private final Cancelled[] waiting = new Cancelled[Lincheck.THREADS * NODES];
  private final AtomicIntegerArray woken = new AtomicIntegerArray(Lincheck.THREADS * NODES);

  /** Who has been listed and didn't leave; each belongs to a thread. */
  private final boolean[] listed = new boolean[Lincheck.THREADS * NODES];

  public CancelNodeLincheckTest() {
    nodes[0] = new CancelNode();
    nodes[1] = nodes[0].child();
    nodes[2] = nodes[1].child();
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = new Cancelled(nodes[i % NODES]);
    }
  }

  @Operation
  public void cancel(@Param(name = "node") int node) {
    nodes[node].cancel();
  }

  @Operation
  public boolean isCancelled(@Param(name = "node") int node) {
    return nodes[node].isCancelled();
  }

  @Operation
  public boolean enlist(@Param(name = "thread") int thread, @Param(name = "node") int node) {
    int who = thread * NODES + node;
    boolean added = nodes[node].enlist(waiting[who], () -> woken.incrementAndGet(who));
    listed[who] |= added;
    return added;
  }

  @Operation
  public void leave(@Param(name = "thread") int thread, @Param(name = "node") int node) {
    int who = thread * NODES + node;
    nodes[node].leave(waiting[who]);
    listed[who] = false;
  }

  @Validate
  public void whoIsListedIsWoken() {
    for (int i = 0; i < waiting.length; i++) {
      int expected = listed[i] && nodes[i % NODES].isCancelled() ? 1 : 0;
      if (woken.get(i) < expected || woken.get(i) > 1) {
        throw new IllegalStateException(i + " was woken " + woken.get(i) + " times");
      }
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(CancelNodeLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(CancelNodeLincheckTest.class, Specification.class, 3);
  }

  /** A flag for each node. */
  public static final class Specification {
    private final boolean[] cancelled = new boolean[NODES];

    public void cancel(int node) {
      for (int i = node; i < NODES; i++) {
        cancelled[i] = true;
      }
    }

    public boolean isCancelled(int node) {
      return cancelled[node];
    }

    public boolean enlist(int thread, int node) {
      return !cancelled[node];
    }

    public void leave(int thread, int node) {}
  }
}
