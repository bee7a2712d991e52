package dev.weft.internal.sync;

import dev.weft.internal.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: the queue of a channel is linearizable to a queue that can be closed, with its size,
 * for any number of threads that put values in and one that takes them, also where a chunk ends.
 *
 * <p>Not linearizable is {@code poll}, which may find nothing though a later value is there; {@code
 * take} waits for the thread that is in between.
 */
public class ValueQueueLincheckTest {
  /** Two places are left in the first chunk. */
  private static final int GONE = 30;

  private final ValueQueue<Integer> queue = new ValueQueue<>();

  public ValueQueueLincheckTest() {
    for (int i = 0; i < GONE; i++) {
      queue.offer(i);
      queue.take();
    }
  }

  @Operation
  public boolean offer(int value) {
    return queue.offer(value);
  }

  @Operation
  public void close() {
    queue.close();
  }

  @Operation
  public boolean isClosed() {
    return queue.isClosed();
  }

  @Operation(nonParallelGroup = "consumer")
  public @Nullable Integer take() {
    return queue.take();
  }

  @Operation(nonParallelGroup = "consumer")
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  @Operation(nonParallelGroup = "consumer")
  public boolean isEnded() {
    return queue.isEnded();
  }

  @Operation(nonParallelGroup = "consumer")
  public long size() {
    return queue.size();
  }

  @Test
  void modelChecked() {
    Lincheck.model(ValueQueueLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(ValueQueueLincheckTest.class, Specification.class, 3);
  }

  /** A queue that can be closed. */
  public static final class Specification {
    private final Deque<Integer> values = new ArrayDeque<>();
    private boolean closed;

    public boolean offer(int value) {
      return !closed && values.add(value);
    }

    public void close() {
      closed = true;
    }

    public boolean isClosed() {
      return closed;
    }

    public @Nullable Integer take() {
      return values.poll();
    }

    public boolean isEmpty() {
      return values.isEmpty();
    }

    public boolean isEnded() {
      return closed && values.isEmpty();
    }

    public long size() {
      return values.size();
    }
  }
}
