package dev.weft.it.woven;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import org.jspecify.annotations.Nullable;

/** A leaf future that ends when a test says so, and tells what was done to it. */
final class Gate<T extends @Nullable Object> implements Future<T> {
  private @Nullable T value;
  private boolean open;
  private boolean cancelled;
  private int polls;
  private @Nullable Waker waker;

  @Override
  public synchronized @Nullable Object poll(Context context) {
    polls++;
    waker = context.waker();
    return open ? value : Poll.PENDING;
  }

  @Override
  public synchronized @Nullable Object cancel(Context context) {
    cancelled = true;
    return open ? value : Poll.CANCELLED;
  }

  void open(T with) {
    Waker waiting;
    synchronized (this) {
      value = with;
      open = true;
      waiting = waker;
    }
    if (waiting != null) {
      waiting.wake();
    }
  }

  synchronized boolean wasCancelled() {
    return cancelled;
  }

  synchronized boolean wasPolled() {
    return polls > 0;
  }
}
