package dev.weft.sync;

import dev.weft.internal.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a bounded channel is linearizable to a number of places and a queue of the values in
 * some of them, where reserving a place is one step and using it is another.
 *
 * <p>Not linearizable is {@code trySend}, which does both: who comes in between finds the channel
 * full or closed, and no value in it.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class MpscBoundedLincheckTest {
  private static final int CAPACITY = 2;

  private final Mpsc.Channel<Integer> channel = Mpsc.channel(CAPACITY);

  /** Each belongs to a thread. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
  private final Mpsc.@Nullable Permit<Integer>[] permits = new Mpsc.Permit[Lincheck.THREADS];

  @Operation
  public boolean tryReserve(@Param(name = "thread") int thread) {
    if (permits[thread] == null) {
      permits[thread] = channel.tx().tryReserve();
      return permits[thread] != null;
    }
    return false;
  }

  @Operation
  public void send(@Param(name = "thread") int thread, int value) {
    Mpsc.Permit<Integer> permit = permits[thread];
    permits[thread] = null;
    if (permit != null) {
      permit.send(value);
    }
  }

  @Operation
  public void giveBack(@Param(name = "thread") int thread) {
    Mpsc.Permit<Integer> permit = permits[thread];
    permits[thread] = null;
    if (permit != null) {
      permit.close();
    }
  }

  @Operation
  public boolean isClosed() {
    return channel.tx().isClosed();
  }

  @Operation
  public int capacity() {
    return channel.tx().capacity();
  }

  @Operation(nonParallelGroup = "receiver")
  public @Nullable Integer tryRecv() {
    return channel.rx().tryRecv();
  }

  @Operation(nonParallelGroup = "receiver")
  public void stopSending() {
    channel.rx().stopSending();
  }

  @Operation(nonParallelGroup = "receiver")
  public boolean isEnded() {
    return channel.rx().isEnded();
  }

  @Operation(nonParallelGroup = "receiver")
  public int len() {
    return channel.rx().len();
  }

  /** Nothing to see, but a sender that isn't closed is told of. */
  @Validate
  public void closeTheSender() {
    channel.tx().close();
  }

  @Test
  void modelChecked() {
    Lincheck.model(MpscBoundedLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(MpscBoundedLincheckTest.class, Specification.class, 3);
  }

  /** Places, of which some are held and some have values. */
  public static final class Specification {
    private final Deque<Integer> values = new ArrayDeque<>();
    private final boolean[] held = new boolean[Lincheck.THREADS];
    private int places = CAPACITY;
    private boolean closed;

    public boolean tryReserve(int thread) {
      if (held[thread] || closed || places == 0) {
        return false;
      }
      places--;
      held[thread] = true;
      return true;
    }

    public void send(int thread, int value) {
      if (held[thread]) {
        held[thread] = false;
        values.add(value);
      }
    }

    public void giveBack(int thread) {
      if (held[thread]) {
        held[thread] = false;
        places++;
      }
    }

    public boolean isClosed() {
      return closed;
    }

    public int capacity() {
      return places;
    }

    public @Nullable Integer tryRecv() {
      Integer value = values.poll();
      places += value == null ? 0 : 1;
      return value;
    }

    public void stopSending() {
      closed = true;
    }

    public boolean isEnded() {
      return closed && places == CAPACITY;
    }

    public int len() {
      return values.size();
    }
  }
}
