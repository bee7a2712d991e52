package dev.weft.internal.queue;

import dev.weft.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wakers that were collected under a lock, to be woken outside of it. For one thread, once.
 *
 * <p>A single one, the common case, needs no list.
 */
public final class Wakers {
  private @Nullable Waker first;
  private @Nullable List<Waker> others;

  /** No wakers. */
  public Wakers() {}

  /** Adds a waker; null is nobody. */
  public void add(@Nullable Waker waker) {
    if (waker == null) {
      return;
    }
    if (first == null) {
      first = waker;
      return;
    }
    if (others == null) {
      others = new ArrayList<>();
    }
    others.add(waker);
  }

  /**
   * Wakes all, in the order in which they were added. One that fails keeps no other from being
   * woken; the first failure is thrown afterwards, with the others suppressed.
   */
  public void wake() {
    if (others == null) {
      wakeFirst();
    } else {
      wakeAll(others);
    }
  }

  private void wakeFirst() {
    if (first != null) {
      first.wake();
    }
  }

  private void wakeAll(List<Waker> rest) {
    RuntimeException failure = wake(null, this::wakeFirst);
    for (Waker waker : rest) {
      failure = wake(failure, waker);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Wakes one; null is nobody. Returns the first failure so far, this one's or an earlier one. */
  public static @Nullable RuntimeException wake(
      @Nullable RuntimeException earlier, @Nullable Waker waker) {
    try {
      if (waker != null) {
        waker.wake();
      }
      return earlier;
    } catch (RuntimeException e) {
      if (earlier == null) {
        return e;
      }
      earlier.addSuppressed(e);
      return earlier;
    }
  }
}
