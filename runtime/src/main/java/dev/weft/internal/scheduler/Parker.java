package dev.weft.internal.scheduler;

import dev.weft.internal.io.IoDriver;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts one thread to sleep and wakes it; a wake-up while it is awake makes the next sleep return at
 * once.
 *
 * <p>That token is what closes every race of the kind "looked, found nothing, went to sleep": who
 * makes work visible first and wakes then can't be missed. An interrupt doesn't end a sleep; it is
 * noted and can be restored.
 *
 * <p>A thread can also sleep in the driver of its runtime, which wakes it when a socket is ready.
 */
sealed class Parker permits Party {
  private static final int EMPTY = 0;
  private static final int PARKED = 1;
  private static final int NOTIFIED = 2;
  private static final int IN_DRIVER = 3;

  /** Spans from here on count as endless, so that adding them to the time can't overflow. */
  private static final long ENDLESS = Long.MAX_VALUE / 2;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Parker.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null while nobody has {@link #bind bound} it. */
  private @Nullable Thread thread;

  /** Where it sleeps while {@link #state} says so; written by the thread before that. */
  private @Nullable IoDriver ioDriver;

  /** {@code NOTIFIED} is written by all, everything else by the thread itself. */
  private volatile int state;

  /** Whether an interrupt was swallowed; belongs to the thread. */
  private boolean interrupted;

  /** Is run by the thread when it swallows an interrupt. */
  private Runnable onInterrupt = () -> {};

  /** A parker of one thread, which alone may park. */
  Parker(Thread thread) {
    this.thread = thread;
  }

  /** A parker of a thread that is still to come. */
  Parker() {}

  /**
   * From now on it is the calling thread that may park, and gets what is left of the wake-ups. What
   * the one before did happens before.
   */
  void bind(Thread current) {
    thread = current;
  }

  /** The thread that may park. */
  Thread thread() {
    return Objects.requireNonNull(thread, "bound");
  }

  /** Sleeps until woken. */
  void park() {
    park(Long.MAX_VALUE);
  }

  /** Sleeps until woken, but no longer than a span in nanoseconds. */
  void park(long nanos) {
    if (nanos > 0 && STATE.compareAndSet(this, EMPTY, PARKED)) {
      if (nanos >= ENDLESS) {
        sleep();
      } else {
        sleepUntil(System.nanoTime() + nanos);
      }
    }
    STATE.getAndSet(this, EMPTY);
  }

  /**
   * Sleeps in a driver until woken or something is ready there, but no longer than a span in
   * nanoseconds. What is ready now is looked at in any case.
   */
  void park(long nanos, IoDriver where) {
    if (ioDriver != where) {
      ioDriver = where;
    }
    if (nanos > 0 && STATE.compareAndSet(this, EMPTY, IN_DRIVER)) {
      where.await(nanos);
      noticeInterrupt();
    } else {
      where.poll();
    }
    STATE.getAndSet(this, EMPTY);
  }

  private void sleep() {
    while (state == PARKED) {
      LockSupport.park(this);
      noticeInterrupt();
    }
  }

  private void sleepUntil(long end) {
    long left = end - System.nanoTime();
    while (state == PARKED && left > 0) {
      LockSupport.parkNanos(this, left);
      noticeInterrupt();
      left = end - System.nanoTime();
    }
  }

  /** Whether the next sleep would return at once. To be called by the thread. */
  boolean isNotified() {
    return state == NOTIFIED;
  }

  /** Has something done when an interrupt of the thread is noticed; to be called by that. */
  void onInterrupt(Runnable action) {
    onInterrupt = action;
  }

  /** Swallows an interrupt if there is one; to be called by the thread. */
  void noticeInterrupt() {
    if (Thread.interrupted()) {
      interrupted = true;
      onInterrupt.run();
    }
  }

  /** Wakes the thread, or keeps it from its next sleep. */
  void unpark() {
    switch ((int) STATE.getAndSet(this, NOTIFIED)) {
      case PARKED -> LockSupport.unpark(thread);
      case IN_DRIVER -> Objects.requireNonNull(ioDriver, "set before").wake();
      default -> {
        // It will find that it was woken.
      }
    }
  }

  /** Interrupts the thread, which is the calling one, if an interrupt was swallowed. */
  void restoreInterrupt() {
    if (interrupted) {
      interrupted = false;
      thread().interrupt();
    }
  }
}
