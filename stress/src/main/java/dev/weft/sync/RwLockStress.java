package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.RwLock.ReadGuard;
import dev.weft.sync.RwLock.WriteGuard;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Readers and writers at the same time. */
public final class RwLockStress {
  private RwLockStress() {}

  /** Who reads sees the whole of a write or nothing of it. */
  @JCStressTest
  @State
  @Outcome(id = "-1, 5", expect = Expect.ACCEPTABLE, desc = "while it was written")
  @Outcome(id = "0, 5", expect = Expect.ACCEPTABLE, desc = "before")
  @Outcome(id = "5, 5", expect = Expect.ACCEPTABLE, desc = "after")
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the reader kept the writer out")
  public static class ReadAndWrite {
    private final RwLock<Integer> lock = new RwLock<>(0);

    @Actor
    public void reads(II_Result result) {
      try (ReadGuard<Integer> guard = lock.tryRead()) {
        result.r1 = guard == null ? -1 : guard.get();
      }
    }

    @Actor
    public void writes() {
      try (WriteGuard<Integer> guard = lock.tryWrite()) {
        if (guard != null) {
          guard.set(4);
          guard.set(5);
        }
      }
    }

    @Arbiter
    public void look(II_Result result) {
      result.r2 = Objects.requireNonNull(lock.tryRead()).get();
    }
  }

  /** A writer that gives up lets the reader in that it held up, whatever the first reader does. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE)
  public static class CancelAndRead {
    private final RwLock<Integer> lock = new RwLock<>(0);
    private final ReadGuard<Integer> held = Objects.requireNonNull(lock.tryRead());
    private final Future<WriteGuard<Integer>> writing = lock.write();
    private final Future<ReadGuard<Integer>> reading = lock.read();
    private final CountingStrand writer = new CountingStrand();
    private final CountingStrand reader = new CountingStrand();

    public CancelAndRead() {
      writer.poll(writing);
      reader.poll(reading);
    }

    @Actor
    public void cancels() {
      writer.cancel(writing);
    }

    @Actor
    public void closes() {
      held.close();
    }

    @Arbiter
    public void look(ZI_Result result) {
      result.r1 = reader.poll(reading) != Poll.PENDING;
      result.r2 = reader.wakes();
    }
  }

  /** No writer comes between a write and the read that its guard goes on with. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the other writer waits")
  public static class DowngradeAndWrite {
    private final RwLock<Integer> lock = new RwLock<>(0);
    private final WriteGuard<Integer> held = Objects.requireNonNull(lock.tryWrite());
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void downgrades(II_Result result) {
      held.set(1);
      result.r1 = held.downgrade().get();
    }

    @Actor
    public void writes(II_Result result) {
      Object answer = strand.poll(lock.write());
      if (answer instanceof WriteGuard<?>) {
        result.r2 = 1;
      }
    }
  }
}
