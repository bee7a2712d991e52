package dev.weft.internal.io;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Tasks that try something with a socket while the system tells of it. */
public final class DirectionStress {
  private DirectionStress() {}

  /** A socket with some bytes, and what the system is asked for. */
  private static final class Bytes implements Direction.Source {
    final Direction direction = new Direction(this);
    volatile int count;
    volatile boolean armed;

    @Override
    public void arm(Direction which) {
      armed = true;
    }

    @Override
    public void disarm(Direction which) {
      armed = false;
    }

    /** The system tells as long as it is asked and there is something to tell. */
    void tell() {
      if (armed && count > 0) {
        direction.fire();
      }
    }
  }

  /** Takes a byte. */
  private static final class Take extends Attempt<Integer> {
    private final Bytes bytes;

    Take(Bytes bytes) {
      super(bytes.direction);
      this.bytes = bytes;
    }

    @Override
    protected @Nullable Object attempt() {
      if (bytes.count == 0) {
        return Poll.PENDING;
      }
      bytes.count = 0;
      return 1;
    }

    int poll(CountingStrand by) {
      try {
        return super.poll(by) == Poll.PENDING ? 0 : 1;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** A byte that comes while a task finds none and begins to wait is found, or wakes the task. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the first try finds it")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the task is woken")
  public static class ComeAndWait {
    private final Bytes bytes = new Bytes();
    private final Take take = new Take(bytes);
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void come() {
      bytes.count = 1;
      bytes.direction.fire();
    }

    @Actor
    public void wait(II_Result result) {
      result.r1 = take.poll(strand);
    }

    @Arbiter
    public void arbiter(II_Result result) {
      result.r2 = result.r1 == 0 && strand.wakes() > 0 ? take.poll(strand) : 0;
    }
  }

  /**
   * A task that takes a byte and waits for the next one is told of that, though the system has told
   * twice of one that nobody waited for.
   */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE)
  public static class TellAndWait {
    private final Bytes bytes = new Bytes();
    private final Take next = new Take(bytes);
    private final CountingStrand strand = new CountingStrand();

    public TellAndWait() {
      int none = new Take(bytes).poll(new CountingStrand());
      if (none != 0) {
        throw new AssertionError("there was a byte");
      }
      bytes.count = 1;
      bytes.tell();
    }

    @Actor
    public void tell() {
      bytes.tell();
      bytes.tell();
    }

    @Actor
    public void wait(II_Result result) {
      int first = new Take(bytes).poll(strand);
      result.r1 = first == 1 ? next.poll(strand) : 2;
    }

    @Arbiter
    public void arbiter(II_Result result) {
      bytes.count = 1;
      bytes.tell();
      result.r2 = strand.wakes() > 0 ? next.poll(strand) : 0;
    }
  }
}
