package dev.weft.weaver.differential;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;

/**
 * A future that is complete when it is polled, or has the first poll suspend; it gives its value
 * once.
 */
final class ProbeFuture<T> implements Future<T> {
  private enum State {
    NEW,
    WAITING,
    COMPLETE,
    DELIVERED
  }

  private final Probe probe;
  private final T value;
  private final Throwable failure;
  private State state = State.NEW;

  ProbeFuture(Probe probe, T value, Throwable failure) {
    this.probe = probe;
    this.value = value;
    this.failure = failure;
  }

  @Override
  public Object poll(Context context) throws Throwable {
    if (state == State.NEW && probe.suspendsNext()) {
      Waker waker = context.waker();
      probe.waits(context, () -> complete(waker));
      state = State.WAITING;
    }
    if (state == State.WAITING) {
      return Poll.PENDING;
    }
    if (state == State.DELIVERED) {
      throw new AssertionError("polled after it gave its value");
    }
    state = State.DELIVERED;
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  private void complete(Waker waker) {
    state = State.COMPLETE;
    waker.wake();
  }

  @Override
  public Object cancel(Context context) {
    throw new AssertionError("nothing cancels a case");
  }

  @Override
  public String toString() {
    return "future";
  }
}
