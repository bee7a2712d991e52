package dev.weft.interop;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one subscription, made one after the other, whichever threads ask for them, and
 * outside of every lock (rule 2.7 of Reactive Streams).
 *
 * <p>Who finds no other thread at it makes the calls, those too that others ask for meanwhile. So a
 * call that comes back here, as {@code request} may by way of {@code onNext}, makes no further one
 * on the same stack.
 */
final class Demand {
  /** How many asked since the calls began that are under way; 0 if none are. */
  private final AtomicInteger asked = new AtomicInteger();

  /** Null before there is one, and once it is over; guarded by this, as is all that follows. */
  private Flow.@Nullable Subscription subscription;

  private boolean subscribed;

  private long wanted;
  private boolean cancelled;

  /** Takes the first subscription; cancels each other one. Returns whether it was the first. */
  boolean accept(Flow.Subscription offered) {
    boolean first;
    synchronized (this) {
      first = !subscribed;
      if (first) {
        subscribed = true;
        subscription = offered;
      }
    }
    if (!first) {
      offered.cancel();
    }
    return first;
  }

  /** Asks for more elements. */
  void request(int count) {
    synchronized (this) {
      wanted += count;
    }
    makeCalls();
  }

  /** Cancels the subscription, or the one that comes. */
  void cancel() {
    synchronized (this) {
      cancelled = true;
    }
    makeCalls();
  }

  /** The publisher has ended the subscription: nothing must be called any more. */
  synchronized void end() {
    subscribed = true;
    subscription = null;
  }

  private void makeCalls() {
    if (asked.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    while (seen != 0) {
      makeCall();
      seen = asked.addAndGet(-seen);
    }
  }

  private void makeCall() {
    Flow.Subscription target;
    long count;
    boolean last;
    synchronized (this) {
      target = subscription;
      count = wanted;
      last = cancelled;
      wanted = 0;
      if (last) {
        subscription = null;
      }
    }
    if (target != null && last) {
      target.cancel();
    } else if (target != null && count > 0) {
      target.request(count);
    }
  }
}
