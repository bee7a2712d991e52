package dev.weft.sync;

import dev.weft.internal.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: an unbounded channel is linearizable to a queue that its one receiver takes from,
 * stops and closes.
 */
public class MpscUnboundedLincheckTest {
  private final Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded();

  @Operation
  public boolean trySend(int value) {
    return channel.tx().trySend(value) == Mpsc.TrySend.SENT;
  }

  @Operation
  public boolean isClosed() {
    return channel.tx().isClosed();
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
  public void close() {
    channel.rx().close();
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
    Lincheck.model(MpscUnboundedLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(MpscUnboundedLincheckTest.class, Specification.class, 3);
  }

  /** A queue that can be closed, with or without what is in it. */
  public static final class Specification {
    private final Deque<Integer> values = new ArrayDeque<>();
    private boolean closed;

    public boolean trySend(int value) {
      return !closed && values.add(value);
    }

    public boolean isClosed() {
      return closed;
    }

    public @Nullable Integer tryRecv() {
      return values.poll();
    }

    public void stopSending() {
      closed = true;
    }

    public void close() {
      closed = true;
      values.clear();
    }

    public boolean isEnded() {
      return closed && values.isEmpty();
    }

    public int len() {
      return values.size();
    }
  }
}
