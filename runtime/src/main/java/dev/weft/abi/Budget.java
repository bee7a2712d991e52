package dev.weft.abi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How many more leaf futures a task may complete before it must let others run; shared by all
 * strands of the task. A future that {@code ready} made takes nothing from it. Belongs to the
 * thread that polls, which renews it for each poll. What else a poll hands down is here too, and is
 * not renewed: the stock of steps for traces, the thread's random choices, and the reason of a
 * cancellation that is under way.
 */
public class Budget {
  /** Completions in one poll of a task, as in Tokio. */
  public static final int PER_POLL = 128;

  /** Steps along chains of callers that may be made at once, for traces of failures. */
  private static final int MAX_STEPS = 1 << 20;

  /** What the random numbers are apart before they are mixed: 2^64 divided by the golden ratio. */
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private static final VarHandle YIELDS;

  static {
    try {
      YIELDS = MethodHandles.lookup().findVarHandle(Budget.class, "yields", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  int left;

  /** What it is renewed to. */
  private final int perPoll;

  /** Written by the thread that polls, read by all. */
  private long yields;

  /** Steps that are left; see {@link Callers}. */
  private int steps = MAX_STEPS;

  /** Why the future is cancelled that is being told; null for none, or where nobody has said. */
  @Nullable String reason;

  /** Where the random choices are; 0 until somebody asks for the first. */
  private long random;

  /** A budget that is spent; {@link #renew} it before use. Its choices come from the JVM. */
  public Budget() {
    this(PER_POLL);
  }

  /**
   * A spent budget.
   *
   * @param seed what its random choices are made from
   */
  public Budget(long seed) {
    this(PER_POLL);
    random = seed;
  }

  /**
   * A spent budget of another size.
   *
   * @param perPoll completions in one poll of a task
   */
  protected Budget(int perPoll) {
    this.perPoll = perPoll;
  }

  /**
   * A spent budget for those that go on in place of whoever keeps this one.
   *
   * @return the budget, whose {@link #yields} count on from those of this one
   */
  public Budget successor() {
    Budget successor = new Budget(perPoll);
    successor.yields = yields;
    successor.random = random;
    return successor;
  }

  /** Makes the budget full again. */
  public void renew() {
    left = perPoll;
  }

  /** Lifts the limit until the next {@link #renew}. */
  public void lift() {
    left = Integer.MAX_VALUE;
  }

  /** A task lets others run because nothing is left. */
  void countYield() {
    YIELDS.setOpaque(this, yields + 1);
  }

  /**
   * How often a task has let others run because nothing was left. Callable from any thread.
   *
   * @return the number so far, as it is or was a moment ago
   */
  public long yields() {
    return (long) YIELDS.getOpaque(this);
  }

  /**
   * Lifts the limit until {@link #restore}.
   *
   * @return what is to be restored
   */
  public int suspend() {
    int before = left;
    lift();
    return before;
  }

  /**
   * Puts back what was left before {@link #suspend}.
   *
   * @param before what that has returned
   */
  public void restore(int before) {
    left = before;
  }

  /**
   * A random choice, the same for the same seed: each number as likely as the next, but for one
   * part in some billions.
   *
   * @param bound how many there are to choose among
   * @return a number from 0 to below the bound
   */
  public int pick(int bound) {
    if (random == 0) {
      random = ThreadLocalRandom.current().nextLong();
    }
    random += STEP;
    return (int) (((mix(random) >>> 32) * bound) >>> 32);
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Takes steps from the stock; false if there are not so many. */
  boolean pay(int wanted) {
    if (steps < wanted) {
      return false;
    }
    steps -= wanted;
    return true;
  }

  /** A failure has crossed a frame. */
  void earn() {
    steps = Math.min(steps + 1, MAX_STEPS);
  }

  /**
   * Whether nothing is left.
   *
   * @return true if the task must let others run
   */
  public boolean isSpent() {
    return left <= 0;
  }
}
