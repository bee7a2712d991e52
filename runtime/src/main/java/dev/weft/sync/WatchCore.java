package dev.weft.sync;

import dev.weft.internal.sync.Crowd;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the ends of a watch channel share: the present value and its number.
 *
 * <h2>State</h2>
 *
 * Value and number are one immutable {@link Version} behind one volatile reference, so that whoever
 * reads has both of the same send, without a lock and without a second look. Senders take turns
 * under the lock, which guards also the number of receivers and the end: no value comes after the
 * end. A receiver has seen the version whose number it has noted.
 *
 * <h2>Costs</h2>
 *
 * Reading is a volatile load. Waiting is that of a {@link Crowd}, which senders wake outside of the
 * lock. Sending is an uncontended lock, an allocation of 24 bytes, a volatile store, and a look at
 * who waits.
 */
final class WatchCore<T> {
  /** A value and its number, which is greater by one with each value. */
  record Version<T>(long number, T value) {}

  private final Object lock = new Object();
  private final Crowd waiting = new Crowd();
  private final ReceiverCount receivers = new ReceiverCount();
  private final SenderCount senders = new SenderCount("a Watch channel", this::end);

  /** Written under the lock. */
  private volatile Version<T> current;

  /** Whether all senders are closed. Written under the lock. */
  private volatile boolean ended;

  /** Whether code of the user's runs under the lock. Guarded by it. */
  private boolean modifying;

  /** With one sender and no receivers. */
  WatchCore(T initial) {
    current = new Version<>(0, element(initial));
  }

  static <T> T element(T value) {
    return Objects.requireNonNull(
        value, "the value of a Watch channel is never null; to only wake somebody use Notify");
  }

  SenderCount senders() {
    return senders;
  }

  ReceiverCount receivers() {
    return receivers;
  }

  /** Those who wait for the next value or for the end. */
  Crowd waiting() {
    return waiting;
  }

  Version<T> current() {
    return current;
  }

  /** Whether no more values will be sent. */
  boolean isEnded() {
    return ended;
  }

  // The senders' side.

  /** Stores a value if there is a receiver. */
  boolean send(T value) {
    synchronized (lock) {
      requireTurn();
      if (receivers.open() == 0) {
        return false;
      }
      store(value);
    }
    waiting.wakeAll();
    return true;
  }

  /** Stores a value; returns the one before. */
  T replace(T value) {
    T before;
    synchronized (lock) {
      requireTurn();
      before = current.value();
      store(value);
    }
    waiting.wakeAll();
    return before;
  }

  /** Stores what an operator makes of the value, unless it fails. */
  void modify(UnaryOperator<T> operator) {
    synchronized (lock) {
      requireTurn();
      modifying = true;
      try {
        store(element(operator.apply(current.value())));
      } finally {
        modifying = false;
      }
    }
    waiting.wakeAll();
  }

  /** Stores a value if the present one fulfils a condition. */
  boolean sendIf(Predicate<? super T> condition, T value) {
    synchronized (lock) {
      requireTurn();
      modifying = true;
      try {
        if (!condition.test(current.value())) {
          return false;
        }
        store(value);
      } finally {
        modifying = false;
      }
    }
    waiting.wakeAll();
    return true;
  }

  /** A lock lets its own thread in again. */
  private void requireTurn() {
    if (modifying) {
      throw new IllegalStateException(
          "the function that sendModify or sendIf calls must not use the same channel but for"
              + " borrow(); return the value in place of sending it");
    }
  }

  private void store(T value) {
    if (ended) {
      throw new IllegalStateException("this sender was closed while it sent");
    }
    current = new Version<>(current.number() + 1, value);
  }

  /** The last sender is closed. */
  private void end() {
    synchronized (lock) {
      ended = true;
    }
    waiting.wakeAll();
  }

  // The receivers' side.

  /** Counts one more receiver; returns the number of the present value. */
  long enter() {
    synchronized (lock) {
      receivers.enter();
      return current.number();
    }
  }

  /** Counts one receiver less. */
  void leave() {
    synchronized (lock) {
      receivers.leave();
    }
    receivers.wakeIfNone();
  }
}
