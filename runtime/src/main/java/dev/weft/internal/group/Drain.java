package dev.weft.internal.group;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Joiners;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A count that can be waited for: until it is closed and empty at the same time.
 *
 * <p>One word holds twice the count, and in its lowest bit whether the count is closed. Whoever
 * makes it {@link #DRAINED} puts a new list in the place of that of those who wait, and closes the
 * old one. A future takes the list before it looks at the word. So it has seen the word, or its
 * list is closed by the next who makes it drained, whatever the word becomes afterwards.
 */
public final class Drain {
  private static final int CLOSED = 1;
  private static final int ONE = 2;
  private static final int DRAINED = CLOSED;

  private final AtomicInteger state = new AtomicInteger();
  private final AtomicReference<Joiners> waiting = new AtomicReference<>(new Joiners());

  /** An open count of zero. */
  public Drain() {}

  /** Counts one more. */
  public void enter() {
    state.addAndGet(ONE);
  }

  /** Counts one less. */
  public void leave() {
    if (state.addAndGet(-ONE) == DRAINED) {
      drain();
    }
  }

  /** Closes the count; false if it is closed. */
  public boolean close() {
    int before = state.getAndUpdate(now -> now | CLOSED);
    if (before == 0) {
      drain();
    }
    return (before & CLOSED) == 0;
  }

  /** Opens the count; false if it is open. */
  public boolean reopen() {
    return (state.getAndUpdate(now -> now & ~CLOSED) & CLOSED) != 0;
  }

  /** Whether the count is closed. */
  public boolean isClosed() {
    return (state.get() & CLOSED) != 0;
  }

  /** The count. */
  public int size() {
    return state.get() >>> 1;
  }

  private void drain() {
    waiting.getAndSet(new Joiners()).close();
  }

  /** A future that ends when the count is closed and empty at some moment from this call on. */
  public Future<Void> drained() {
    Joiners list = waiting.get();
    return new Drained(list, state.get() == DRAINED);
  }

  private final class Drained implements Future<Void> {
    private final Joiners list;
    private boolean ended;

    Drained(Joiners list, boolean ended) {
      this.list = list;
      this.ended = ended;
    }

    @Override
    public @Nullable Object poll(Context context) {
      ended = ended || state.get() == DRAINED || !list.add(context.waker());
      return ended ? null : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      list.remove(context.waker());
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return "drained()";
    }
  }
}
