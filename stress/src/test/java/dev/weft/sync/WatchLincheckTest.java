package dev.weft.sync;

import dev.weft.Poll;
import dev.weft.internal.testing.Lincheck;
import java.util.Arrays;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a watch channel is linearizable to a register with a version, of which each receiver
 * has seen one.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class WatchLincheckTest {
  private final WatchCore<Integer> core = new WatchCore<>(0);

  /** Each belongs to a thread; they are closed at first. */
  private final WatchCursor<?>[] cursors = new WatchCursor<?>[Lincheck.THREADS];

  /** Each belongs to a thread. */
  private final boolean[] closed = new boolean[Lincheck.THREADS];

  public WatchLincheckTest() {
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = WatchCursor.ofPresent(core);
      close(i);
    }
  }

  @Operation
  public boolean send(@Param(name = "value") int value) {
    try {
      return core.send(value);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Operation
  public boolean sendIf(@Param(name = "value") int value) {
    try {
      return core.sendIf(present -> present < value, value);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Operation
  public void modify() {
    try {
      core.modify(value -> value + 1);
    } catch (IllegalStateException e) {
      // At the end.
    }
  }

  @Operation
  public int borrow() {
    return core.current().value();
  }

  @Operation
  public int see(@Param(name = "thread") int thread) {
    return (Integer) cursors[thread].see().value();
  }

  @Operation
  public boolean hasUnseen(@Param(name = "thread") int thread) {
    return cursors[thread].hasUnseen();
  }

  @Operation
  public String changed(@Param(name = "thread") int thread) {
    Object answer = new WatchChanged<>(cursors[thread]).look();
    return answer == Poll.PENDING ? "waits" : answer.toString();
  }

  @Operation
  public int next(@Param(name = "thread") int thread) {
    Object answer = new WatchNext<>(cursors[thread]).look();
    return answer == Poll.PENDING ? -1 : (Integer) Objects.requireNonNullElse(answer, -2);
  }

  /** In place of one that is closed. */
  @Operation
  public void subscribe(@Param(name = "thread") int thread) {
    if (closed[thread]) {
      closed[thread] = false;
      cursors[thread] = WatchCursor.ofPresent(core);
    }
  }

  @Operation
  public void close(@Param(name = "thread") int thread) {
    closed[thread] = true;
    cursors[thread].close();
  }

  @Operation(runOnce = true)
  public void end() {
    core.senders().leave();
  }

  @Test
  void modelChecked() {
    Lincheck.model(WatchLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(WatchLincheckTest.class, Specification.class, 3);
  }

  /** A value, how often it was changed, and what each receiver has seen. */
  public static final class Specification {
    private static final int CLOSED = -1;

    private int value;
    private int version;
    private boolean ended;
    private final int[] seen = new int[Lincheck.THREADS];

    public Specification() {
      Arrays.fill(seen, CLOSED);
    }

    private void store(int newValue) {
      value = newValue;
      version++;
    }

    public boolean send(int newValue) {
      boolean anybody = false;
      for (int each : seen) {
        anybody |= each != CLOSED;
      }
      if (ended || !anybody) {
        return false;
      }
      store(newValue);
      return true;
    }

    public boolean sendIf(int newValue) {
      if (ended || value >= newValue) {
        return false;
      }
      store(newValue);
      return true;
    }

    public void modify() {
      if (!ended) {
        store(value + 1);
      }
    }

    public int borrow() {
      return value;
    }

    public int see(int thread) {
      seen[thread] = seen[thread] == CLOSED ? CLOSED : version;
      return value;
    }

    public boolean hasUnseen(int thread) {
      return seen[thread] != CLOSED && seen[thread] != version;
    }

    public String changed(int thread) {
      if (hasUnseen(thread)) {
        see(thread);
        return "true";
      }
      return ended || seen[thread] == CLOSED ? "false" : "waits";
    }

    public int next(int thread) {
      if (hasUnseen(thread)) {
        return see(thread);
      }
      return ended || seen[thread] == CLOSED ? -2 : -1;
    }

    public void subscribe(int thread) {
      seen[thread] = seen[thread] == CLOSED ? version : seen[thread];
    }

    public void close(int thread) {
      seen[thread] = CLOSED;
    }

    public void end() {
      ended = true;
    }
  }
}
