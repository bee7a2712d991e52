package dev.weft.internal.sync;

import dev.weft.internal.queue.Wakers;
import dev.weft.sync.Notify.Notified;
import org.jspecify.annotations.Nullable;

/** A future that waits for a notification. */
public final class Notice extends Waiter<Notice, Void> implements Notified {
  /** How it was told. What one alone was told is passed on if that one is cancelled. */
  enum Told {
    NOT_ALONE,
    AS_FIRST,
    AS_LAST
  }

  private final Notices notices;

  /** The number of times that all had been told when this was made. */
  private final long round;

  /** Guarded by the queue's lock. */
  Told told = Told.NOT_ALONE;

  /** A future that is told whenever all are told from now on. */
  public Notice(Notices notices) {
    super(notices.queue);
    this.notices = notices;
    round = notices.rounds;
  }

  @Override
  protected boolean trySettle() {
    if (notices.rounds != round) {
      return true;
    }
    if (!notices.takeKept()) {
      return false;
    }
    told = Told.AS_FIRST;
    return true;
  }

  @Override
  protected @Nullable Object take() {
    return null;
  }

  @Override
  protected void giveBack(Wakers woken) {
    switch (told) {
      case NOT_ALONE -> {}
      case AS_FIRST -> notices.tellFirst(woken);
      case AS_LAST -> notices.tellLast(woken);
    }
  }

  @Override
  public boolean enable() {
    return enter(null);
  }

  @Override
  public void disable() {
    giveUp();
  }

  @Override
  public String toString() {
    return "Notify.notified";
  }
}
