package dev.weft.internal.scheduler;

import dev.weft.CancelledError;
import dev.weft.internal.schedule.Candidate;
import dev.weft.internal.task.Sleeper;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A thread that takes turns with the others of a {@link Deterministic deterministic} runtime: the
 * one that drives, or one that does blocking work. At each moment one of them has the turn and goes
 * on, and the others sleep.
 *
 * <p>To wake it makes it a candidate for a turn; it sleeps until it gets that. Whoever gives the
 * turn away happens before who gets it.
 */
final class Party extends Parker implements Sleeper, Candidate {
  private final Deterministic scheduler;
  private final long key;

  /** Whether it is among the candidates. */
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Set by who gives it the turn, cleared by its thread. */
  private volatile boolean hasTurn;

  /** Set when its runtime closes and nothing will ever wake it; it never gets a turn by itself. */
  private volatile boolean abandoned;

  /**
   * Whether it has a turn to give back; both it and who takes the turn from it want to clear it.
   */
  private final AtomicBoolean owes = new AtomicBoolean();

  /** The thread, for others to look at. */
  private volatile @Nullable Thread seen;

  /** Set when its thread waits for nothing any more; written by that. */
  private volatile boolean retired;

  /** A thread that is still to come. */
  Party(Deterministic scheduler, long key) {
    this.scheduler = scheduler;
    this.key = key;
  }

  @Override
  public long key() {
    return key;
  }

  /** Makes it a candidate, and wakes its thread in case that sleeps for another reason. */
  @Override
  void unpark() {
    if (!retired && woken.compareAndSet(false, true)) {
      scheduler.offer(this);
    }
    super.unpark();
  }

  @Override
  public void wake() {
    unpark();
  }

  /** It is no candidate any more, because it was chosen. */
  void chosen() {
    woken.set(false);
  }

  /** Its thread waits for nothing any more. */
  void retire() {
    retired = true;
  }

  /** Ends its turn; false if another one has done that before. */
  boolean endTurn() {
    return owes.getAndSet(false);
  }

  @Override
  void bind(Thread current) {
    super.bind(current);
    seen = current;
  }

  /** The thread, from any thread; null for one that is still to come. */
  @Nullable Thread seen() {
    return seen;
  }

  /** Nothing will wake it any more: its next turn ends its wait. */
  void abandon() {
    abandoned = true;
  }

  /** Gives it the turn. Callable by who has that. */
  void giveTurn() {
    owes.set(true);
    hasTurn = true;
    super.unpark();
  }

  /** Sleeps until it has the turn, or its runtime is closed. */
  void awaitTurn() {
    while (!hasTurn && !scheduler.isClosed()) {
      park();
    }
    hasTurn = false;
  }

  /**
   * Sleeps until it has the turn, or its runtime is closed, or a span in nanoseconds is over.
   *
   * @return false if the span is over
   */
  boolean awaitTurn(long nanos) {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (!hasTurn && !scheduler.isClosed() && left > 0) {
      park(left);
      left = end - System.nanoTime();
    }
    boolean ended = hasTurn || scheduler.isClosed();
    hasTurn = false;
    return ended;
  }

  /**
   * Lets others have their turns until this one is woken; for a thread that does blocking work.
   *
   * @throws CancelledError if the runtime closes and nothing can wake it
   */
  @Override
  public void sleep(Object blocker) {
    boolean lost = !scheduler.pass(this);
    if (lost || abandoned || scheduler.isClosed()) {
      throw new CancelledError(
          "the runtime had come to an end while blocking work waited in " + blocker);
    }
  }
}
