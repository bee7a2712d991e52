package dev.weft.internal.io;

import dev.weft.Waker;
import dev.weft.internal.queue.Chain;
import dev.weft.internal.queue.Wakers;
import java.io.IOException;

/**
 * When one direction of a socket is worth trying, and who waits for that.
 *
 * <h2>Ready</h2>
 *
 * The driver counts what it is told by the system: {@link #events}. Who finds that nothing can be
 * done any more, because a try says so or has done less than it could have, notes up to which event
 * that was ({@link #drained}). So the direction is taken for ready until a try shows that it isn't,
 * no try is made while it can't be, and an event that comes during a try is never lost: it has
 * another number than the one that the try began with.
 *
 * <h2>Asking the system</h2>
 *
 * To change what the system is asked for costs a call of it, and where another thread waits in the
 * driver, that has to be woken too. So the direction stays <em>armed</em> once it is: a task that
 * reads whenever something has come costs no such call. It is disarmed when the second event in a
 * row comes that nobody waits for, as otherwise a socket whose task does other things would keep
 * the driver busy.
 *
 * <h2>Who may touch what</h2>
 *
 * Events are counted by one thread at a time, the one that is in the driver. {@code drained}
 * belongs to who tries; where several do, the worst is that one tries in vain. Everything else is
 * guarded by this object's lock, under which nobody else is called but the source.
 */
public final class Direction {
  /** Asks the system. */
  public interface Source {
    /**
     * Has the driver be told of events of a direction from now on.
     *
     * @throws IOException if that can't be done
     */
    void arm(Direction direction) throws IOException;

    /** Ends that. */
    void disarm(Direction direction);
  }

  private final Source source;
  private final Chain<Attempt<?>> waiting = new Chain<>();

  /** The number of the last event; at first as if there had been one. */
  private volatile int events = 1;

  /** The number of the last event that was used up. */
  private int drained;

  private boolean armed;

  /** A direction of which nothing is known. */
  public Direction(Source source) {
    this.source = source;
  }

  /** The number of the last event. */
  public int events() {
    return events;
  }

  /** Whether a try makes sense, as far as is known. */
  boolean isReady() {
    return events != drained;
  }

  /** Notes that nothing can be done before there is another event than this one. */
  public void drain(int event) {
    drained = event;
  }

  /**
   * Lists an attempt among those that wait.
   *
   * @param event the last event that it knows of
   * @return false if there was another one, so that a try makes sense
   * @throws IOException if the system can't be asked
   */
  boolean enlist(Attempt<?> attempt, Waker waker, int event) throws IOException {
    synchronized (this) {
      if (events != event) {
        return false;
      }
      attempt.waker = waker;
      if (!waiting.contains(attempt)) {
        waiting.add(attempt);
      }
      if (!armed) {
        source.arm(this);
        armed = true;
      }
      return true;
    }
  }

  /** An attempt waits no more. */
  void leave(Attempt<?> attempt) {
    synchronized (this) {
      waiting.remove(attempt);
      attempt.waker = null;
    }
  }

  /** Ends that the system is asked, because what it is asked for changes. */
  public void disarm() {
    synchronized (this) {
      if (armed) {
        armed = false;
        source.disarm(this);
      }
    }
  }

  /**
   * Has all who wait try. Called by the thread that is in the driver when the system says so, and
   * by who closes the socket.
   */
  public void fire() {
    Wakers woken = new Wakers();
    synchronized (this) {
      boolean unused = isReady();
      events++;
      if (unused && waiting.isEmpty() && armed) {
        armed = false;
        source.disarm(this);
      }
      for (Attempt<?> first = waiting.poll(); first != null; first = waiting.poll()) {
        woken.add(first.waker);
        first.waker = null;
      }
    }
    woken.wake();
  }
}
