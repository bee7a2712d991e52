package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.testing.CountingStrand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Branches that are woken while others are polled. */
public final class BranchesStress {
  private BranchesStress() {}

  /** Ends once it was opened. */
  private static final class Leaf implements Future<Integer> {
    private volatile boolean open;
    private volatile @Nullable Waker waker;

    void open() {
      open = true;
      Objects.requireNonNull(waker).wake();
    }

    @Override
    public Object poll(Context context) {
      waker = context.waker();
      return open ? 1 : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Two branches, which wait, and who polls them. */
  private static final class Pair {
    final Branches branches = new Branches();
    final CountingStrand strand = new CountingStrand();
    final Leaf one = new Leaf();
    final Leaf two = new Leaf();

    Pair() {
      branches.add(one, 1);
      branches.add(two, 2);
      poll(strand);
    }

    /** How many end in one poll. */
    int poll(CountingStrand by) {
      branches.look(by);
      int ended = 0;
      while (branches.pollEnded(by) != null) {
        ended++;
      }
      return ended;
    }

    /** How many end in the poll that a wake-up leads to, if there was one. */
    int pollIfWoken(CountingStrand by) {
      return by.wakes() > 0 ? poll(by) : 0;
    }
  }

  /** A branch that is woken has its turn, in the poll that is under way or in another one. */
  @JCStressTest
  @State
  @Outcome(id = "[01], 1", expect = Expect.ACCEPTABLE)
  public static class WakeAndPoll {
    private final Pair pair = new Pair();

    @Actor
    public void wakes() {
      pair.one.open();
    }

    @Actor
    public void polls(II_Result result) {
      result.r1 = pair.poll(pair.strand);
    }

    @Arbiter
    public void pollAgain(II_Result result) {
      result.r2 = result.r1 + pair.pollIfWoken(pair.strand);
    }
  }

  /** Two that are woken at the same time both have their turns. */
  @JCStressTest
  @State
  @Outcome(id = "2, [12]", expect = Expect.ACCEPTABLE)
  public static class WakeTwo {
    private final Pair pair = new Pair();

    @Actor
    public void wakesOne() {
      pair.one.open();
    }

    @Actor
    public void wakesTwo() {
      pair.two.open();
    }

    @Arbiter
    public void poll(II_Result result) {
      result.r2 = pair.strand.wakes();
      result.r1 = pair.pollIfWoken(pair.strand);
    }
  }

  /** One that is woken while the line takes in another isn't forgotten. */
  @JCStressTest
  @State
  @Outcome(id = "[12], 2", expect = Expect.ACCEPTABLE)
  public static class WakeAndTake {
    private final Pair pair = new Pair();

    public WakeAndTake() {
      pair.two.open();
    }

    @Actor
    public void wakes() {
      pair.one.open();
    }

    @Actor
    public void polls(II_Result result) {
      result.r1 = pair.poll(pair.strand);
    }

    @Arbiter
    public void pollAgain(II_Result result) {
      result.r2 = result.r1 + pair.pollIfWoken(pair.strand);
    }
  }

  /** Whoever polls from now on sees a branch that has ended, or is woken for it. */
  @JCStressTest
  @State
  @Outcome(id = "[01], 1", expect = Expect.ACCEPTABLE)
  public static class WakeAndMove {
    private final Pair pair = new Pair();
    private final CountingStrand other = new CountingStrand();

    @Actor
    public void wakes() {
      pair.one.open();
    }

    @Actor
    public void polls(II_Result result) {
      result.r1 = pair.poll(other);
    }

    @Arbiter
    public void pollAgain(II_Result result) {
      result.r2 = result.r1 + pair.pollIfWoken(other);
    }
  }

  /** One that wakes itself again while it is polled isn't forgotten. */
  @JCStressTest
  @State
  @Outcome(id = "[01], 1", expect = Expect.ACCEPTABLE)
  public static class WakeTwice {
    private final Pair pair = new Pair();

    public WakeTwice() {
      Objects.requireNonNull(pair.one.waker).wake();
    }

    @Actor
    public void wakes() {
      pair.one.open();
    }

    @Actor
    public void polls(II_Result result) {
      result.r1 = pair.poll(pair.strand);
    }

    @Arbiter
    public void pollAgain(II_Result result) {
      result.r2 = result.r1 + pair.pollIfWoken(pair.strand);
    }
  }
}
