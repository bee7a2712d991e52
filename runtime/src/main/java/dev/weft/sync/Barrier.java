package dev.weft.sync;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.queue.Wakers;
import dev.weft.internal.sync.Blocking;
import dev.weft.internal.sync.WaitQueue;
import dev.weft.internal.sync.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * A place where tasks wait for each other: none goes on before as many as were agreed on have
 * arrived.
 *
 * <pre>{@code
 * Barrier round = new Barrier(players.size());
 *
 * // each player's task
 * while (!game.isOver()) {
 *   await(player.move());
 *   if (await(round.arrive())) {
 *     game.score();
 *   }
 *   await(round.arrive());
 * }
 * }</pre>
 *
 * <p>Those who go on together are a generation, and exactly one of them is its leader: the one that
 * arrived last. Then the barrier is as new, for the next generation; who arrives again at once
 * belongs to that one.
 *
 * <p>A future that is cancelled before its generation is complete has not arrived: the others wait
 * for one more. From the moment in which the generation is complete it has arrived, cancelled or
 * not. The leader can't be lost, as it doesn't wait.
 *
 * <p>All methods are safe from any thread, inside and outside of runtimes. What a thread did before
 * it arrived is seen by all who go on with it.
 *
 * <h2>Costs</h2>
 *
 * Who waits allocates its future, and the leader a list of those whom it wakes. Each arrival takes
 * the barrier's lock once; nobody is woken under it.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/struct.Barrier.html">Tokio's Barrier</a>
 */
public final class Barrier {
  private final WaitQueue<Arrival> queue = new WaitQueue<>(new Object());
  private final int parties;

  /**
   * A barrier where nobody has arrived.
   *
   * @param parties how many go on together; with one, nobody waits and all are leaders
   * @throws IllegalArgumentException if the number is less than one
   */
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier needs at least one party, not " + parties);
    }
    this.parties = parties;
  }

  /**
   * Arrives, and waits for the others of the generation.
   *
   * <p>One that is cancelled before the generation is complete has not arrived, and the generation
   * needs another one. One that is cancelled after that, before it has gone on, has arrived.
   *
   * @return a lazy future, which arrives when it is first polled; it is true for the leader, false
   *     for all others of its generation
   */
  @CancelUnsafe(
      "that its generation has gone on meanwhile: made again, it arrives for the next one")
  public Future<Boolean> arrive() {
    return new Arrival("Barrier.arrive");
  }

  /**
   * Arrives, and blocks the thread until the others of the generation are there, be they threads or
   * tasks. For code that isn't async.
   *
   * @return whether this is the leader
   * @throws IllegalStateException on a thread that runs tasks
   * @throws InterruptedException if the thread is interrupted while it waits; then it has not
   *     arrived, unless the generation was complete by then
   */
  public boolean blockingArrive() throws InterruptedException {
    return Blocking.await(new Arrival("Barrier.blockingArrive"), "Barrier.blockingArrive");
  }

  /**
   * How many go on together.
   *
   * @return the number that this was made with
   */
  public int parties() {
    return parties;
  }

  /**
   * How many have arrived and wait for the others, at this moment.
   *
   * @return the number, less than that of the parties
   */
  public int waiting() {
    synchronized (queue.lock()) {
      return queue.size();
    }
  }

  @Override
  public String toString() {
    return "Barrier[" + waiting() + " of " + parties + " wait]";
  }

  /** One that arrives. */
  private final class Arrival extends Waiter<Arrival, Boolean> {
    private final String operation;

    /** For the leader: whom it has to wake. Its own poll makes it, and uses it at once. */
    private @Nullable Wakers others;

    Arrival(String operation) {
      super(queue);
      this.operation = operation;
    }

    @Override
    protected boolean trySettle() {
      if (queue.size() + 1 < parties) {
        return false;
      }
      others = new Wakers();
      queue.settleAll(others);
      return true;
    }

    @Override
    protected Object take() {
      if (others == null) {
        return false;
      }
      others.wake();
      return true;
    }

    /** Nothing was given: who leaves the queue isn't counted any more. */
    @Override
    protected void giveBack(Wakers woken) {}

    @Override
    public String toString() {
      return operation;
    }
  }
}
