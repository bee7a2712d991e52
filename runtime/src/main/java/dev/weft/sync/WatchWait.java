package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.sync.Leaf;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits for some value of a watch channel. It holds nothing that a cancel would have
 * to give back.
 *
 * @param <T> the type of the values
 * @param <R> what comes of the one
 */
abstract class WatchWait<T, R extends @Nullable Object> implements Future<R>, Leaf<R>, Waiting {
  private final WatchCursor<T> cursor;

  WatchWait(WatchCursor<T> cursor) {
    this.cursor = cursor;
  }

  final WatchCursor<T> cursor() {
    return cursor;
  }

  /**
   * What comes of the present value, and of the end; {@link Poll#PENDING} if nothing does.
   *
   * @throws Exception if nothing ever will
   */
  abstract @Nullable Object look() throws Exception;

  @Override
  public final @Nullable Object poll(Context context) throws Exception {
    return ask(context.waker());
  }

  /** Looks again when it is listed, so that it misses nothing. */
  @Override
  public final @Nullable Object ask(Waker waker) throws Exception {
    Object answer = look();
    if (answer == Poll.PENDING) {
      cursor.core().waiting().enter(cursor, waker);
      answer = lookAgain();
    }
    return answer;
  }

  private @Nullable Object lookAgain() throws Exception {
    Object answer = null;
    try {
      answer = look();
      return answer;
    } finally {
      if (answer != Poll.PENDING) {
        giveUp();
      }
    }
  }

  @Override
  public final Object cancel(Context context) {
    giveUp();
    return Poll.CANCELLED;
  }

  @Override
  public final Wait waitsFor() {
    return new Wait.ForUnits(cursor.core().senders(), 1, null);
  }

  @Override
  public final void giveUp() {
    cursor.core().waiting().leave(cursor);
  }
}
