package dev.weft.sync;

import dev.weft.internal.testing.Lincheck;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a broadcast channel is linearizable to a log in which each receiver has a place of
 * its own, from which it is moved when the log has gone on by more than the capacity.
 *
 * <p>The numbers of values that are left aren't part of it: they are read piece by piece.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class BroadcastLincheckTest {
  private static final int CAPACITY = 2;

  private final BroadcastCore<Integer> core = new BroadcastCore<>(CAPACITY);
  private final List<BroadcastRecv<Integer>> receivers = new ArrayList<>();

  /** Each belongs to a thread. */
  private final boolean[] closed = new boolean[Lincheck.THREADS];

  public BroadcastLincheckTest() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      receivers.add(new BroadcastRecv<>(core));
    }
  }

  @Operation
  public int send(@Param(name = "value") int value) {
    try {
      return core.send(value);
    } catch (IllegalStateException e) {
      return -1;
    }
  }

  @Operation
  public int take(@Param(name = "thread") int thread) {
    try {
      Integer value = receivers.get(thread).tryTake();
      return value == null ? 0 : value;
    } catch (LaggedException e) {
      return (int) -e.missed();
    }
  }

  @Operation
  public boolean isEnded(@Param(name = "thread") int thread) {
    return receivers.get(thread).isEnded();
  }

  @Operation
  public void close(@Param(name = "thread") int thread) {
    closed[thread] = true;
    receivers.get(thread).close();
  }

  /** In place of one that is closed. */
  @Operation
  public void subscribe(@Param(name = "thread") int thread) {
    if (closed[thread]) {
      closed[thread] = false;
      receivers.set(thread, new BroadcastRecv<>(core));
    }
  }

  @Operation(runOnce = true)
  public void end() {
    core.senders().leave();
  }

  @Test
  void modelChecked() {
    Lincheck.model(BroadcastLincheckTest.class, Specification.class, 2);
  }

  @Test
  void stressed() {
    Lincheck.stress(BroadcastLincheckTest.class, Specification.class, 3);
  }

  /** A list of all values, and for each receiver how many of them it has behind it. */
  public static final class Specification {
    private static final int CLOSED = -1;

    private final List<Integer> log = new ArrayList<>();
    private final int[] places = new int[Lincheck.THREADS];
    private boolean ended;

    public int send(int value) {
      if (ended) {
        return -1;
      }
      int count = 0;
      for (int place : places) {
        count += place == CLOSED ? 0 : 1;
      }
      if (count > 0) {
        log.add(value);
      }
      return count;
    }

    public int take(int thread) {
      int place = places[thread];
      if (place == CLOSED || place == log.size()) {
        return 0;
      }
      int missed = log.size() - CAPACITY - place;
      if (missed > 0) {
        places[thread] += missed;
        return -missed;
      }
      places[thread]++;
      return log.get(place);
    }

    public boolean isEnded(int thread) {
      return places[thread] == CLOSED || (ended && places[thread] == log.size());
    }

    public void close(int thread) {
      places[thread] = CLOSED;
    }

    public void subscribe(int thread) {
      places[thread] = places[thread] == CLOSED ? log.size() : places[thread];
    }

    public void end() {
      ended = true;
    }
  }
}
