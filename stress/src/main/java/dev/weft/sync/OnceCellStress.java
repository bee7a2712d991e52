package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.internal.testing.CountingStrand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Cells that several set at the same time. */
public final class OnceCellStress {
  private OnceCellStress() {}

  /** One of two initialises, and the other one gets the same, now or woken. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the first one was first")
  @Outcome(id = "2, 2, 1", expect = Expect.ACCEPTABLE, desc = "the second one was first")
  public static class TwoInitialise {
    private int runs;
    private final OnceCell<Integer> cell = new OnceCell<>();
    private final Future<Integer> first = cell.getOrInit(() -> run(1));
    private final Future<Integer> second = cell.getOrInit(() -> run(2));
    private final CountingStrand firstStrand = new CountingStrand();
    private final CountingStrand secondStrand = new CountingStrand();
    private @Nullable Object firstAnswer = Poll.PENDING;
    private @Nullable Object secondAnswer = Poll.PENDING;

    private int run(int value) {
      runs++;
      return value;
    }

    @Actor
    public void first() {
      firstAnswer = firstStrand.poll(first);
    }

    @Actor
    public void second() {
      secondAnswer = secondStrand.poll(second);
    }

    @Arbiter
    public void look(III_Result result) {
      result.r1 = answer(firstAnswer, first, firstStrand);
      result.r2 = answer(secondAnswer, second, secondStrand);
      result.r3 = runs;
    }

    private static int answer(
        @Nullable Object first, Future<Integer> future, CountingStrand strand) {
      Object answer = first;
      if (answer == Poll.PENDING && strand.wakes() == 1) {
        answer = strand.poll(future);
      }
      return answer instanceof Integer value ? value : -1;
    }
  }

  /** The value of an initialiser that is done by then isn't lost, and a set doesn't replace it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "initialised")
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "set")
  public static class SetAndInitialise {
    private final OnceCell<Integer> cell = new OnceCell<>();
    private final Future<Integer> future = cell.getOrInit(() -> 1);
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void initialises(II_Result result) {
      result.r1 = (Integer) Objects.requireNonNull(strand.poll(future));
    }

    @Actor
    public void sets() {
      cell.set(2);
    }

    @Arbiter
    public void look(II_Result result) {
      result.r2 = Objects.requireNonNull(cell.get());
    }
  }

  /** The turn of one that gives up is had by who comes, now or woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "came after it")
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  public static class CancelAndInitialise {
    private final OnceCell<Integer> cell = new OnceCell<>();
    private final Future<Integer> given = cell.getOrInit(() -> Weft.pending());
    private final Future<Integer> next = cell.getOrInit(() -> 1);
    private final CountingStrand cancelling = new CountingStrand();
    private final CountingStrand strand = new CountingStrand();
    private boolean done;

    public CancelAndInitialise() {
      cancelling.poll(given);
    }

    @Actor
    public void cancels() {
      cancelling.cancel(given);
    }

    @Actor
    public void initialises() {
      done = strand.poll(next) != Poll.PENDING;
    }

    @Arbiter
    public void look(ZI_Result result) {
      result.r2 = strand.wakes();
      result.r1 = done || (strand.wakes() == 1 && strand.poll(next) != Poll.PENDING);
    }
  }
}
