package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a cell is linearizable to a value and a queue whose first is at work, poll by poll;
 * who need not wait any more has been woken in the end.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "how", gen = IntGen.class, conf = "0:2")
public class OnceCellLincheckTest {
  private static final int WAIT = 0;
  private static final int FAIL = 1;
  private static final int SET_BY_HAND = 99;

  private final OnceCell<Integer> cell = new OnceCell<>();
  private final List<Asking<Integer>> asking =
      Stream.generate(Asking<Integer>::new).limit(Lincheck.THREADS).toList();
  private final List<Init> inits =
      IntStream.range(0, Lincheck.THREADS).mapToObj(Init::new).toList();

  /** The initialiser of a thread: its first poll waits, and each later one does what it is told. */
  private static final class Init implements Future<Integer> {
    private final int thread;
    private int how;

    /** Null while it isn't at work. */
    private @Nullable Waker waker;

    Init(int thread) {
      this.thread = thread;
    }

    /** Says how the next poll is to go, and sees to it that the poll comes through. */
    void tell(int next) {
      how = next;
      if (waker != null) {
        waker.wake();
      }
    }

    @Override
    public Object poll(Context context) {
      if (waker == null || how == WAIT) {
        waker = context.waker();
        return Poll.PENDING;
      }
      waker = null;
      if (how == FAIL) {
        throw new IllegalStateException();
      }
      return thread;
    }

    @Override
    public Object cancel(Context context) {
      waker = null;
      return Poll.CANCELLED;
    }
  }

  @Operation
  public String getOrInit(@Param(name = "thread") int thread, @Param(name = "how") int how) {
    Init init = inits.get(thread);
    init.tell(how);
    return asking.get(thread).poll(() -> cell.getOrInit(() -> init)).toString();
  }

  @Operation
  public void cancel(@Param(name = "thread") int thread) {
    asking.get(thread).cancel();
  }

  @Operation
  public boolean set() {
    return cell.set(SET_BY_HAND);
  }

  @Operation
  public @Nullable Integer get() {
    return cell.get();
  }

  /** One that may start, though nobody has told it, fails here instead of waiting. */
  @Validate
  public void whoNeedNotWaitIsWoken() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      Init init = inits.get(i);
      init.how = FAIL;
      init.waker = init.waker == null ? () -> {} : init.waker;
      asking.get(i).check(i);
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(OnceCellLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(OnceCellLincheckTest.class, Specification.class, 3);
  }

  /** A value, and a queue whose first is at work. */
  public static final class Specification {
    private final Deque<Integer> queue = new ArrayDeque<>();

    /** Whether the first one knows that it is. */
    private boolean atWork;

    private @Nullable Integer value;

    public String getOrInit(int thread, int how) {
      if (value != null) {
        return value.toString();
      }
      if (!queue.contains(thread)) {
        queue.add(thread);
      }
      return queue.element() == thread ? run(thread, how) : Asking.WAITS;
    }

    private String run(int thread, int how) {
      if (!atWork || how == WAIT) {
        atWork = true;
        return Asking.WAITS;
      }
      atWork = false;
      queue.remove();
      if (how == FAIL) {
        return Asking.FAILED;
      }
      value = thread;
      return value.toString();
    }

    public void cancel(int thread) {
      atWork &= queue.isEmpty() || queue.element() != thread;
      queue.remove(thread);
    }

    public boolean set() {
      boolean free = value == null && queue.isEmpty();
      if (free) {
        value = SET_BY_HAND;
      }
      return free;
    }

    public @Nullable Integer get() {
      return value;
    }
  }
}
