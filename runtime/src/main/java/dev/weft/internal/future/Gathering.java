package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branches;
import dev.weft.internal.task.Branches.Member;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs several futures side by side in one task and ends when all have ended. A wake-up costs the
 * same however many there are; see {@link Branches}.
 *
 * @param <R> what is made of the values
 */
abstract sealed class Gathering<R extends @Nullable Object> implements Future<R>, Waiting
    permits Join, TryJoin {
  /** Gives those that have not started. */
  private Iterator<? extends Future<?>> source;

  /** How many may run at once. */
  private final int limit;

  private final Function<@Nullable Object[], R> combine;
  private final Branches branches;
  private final @Nullable Object[] values;
  private final FirstFailure failures = new FirstFailure();

  /** How many the source has given. */
  private int taken;

  /** How many have not ended. */
  private int left;

  /** Whether the strand that waits is cancelled. */
  private boolean stopped;

  /** Whether one has ended without a value or a failure. */
  private boolean anyCancelled;

  /**
   * A run that has not started.
   *
   * @param source gives the futures
   * @param count how many
   * @param limit how many may run at once
   * @param combine makes the result of the values
   */
  Gathering(
      Iterator<? extends Future<?>> source,
      int count,
      int limit,
      Function<@Nullable Object[], R> combine) {
    this.source = source;
    this.limit = limit;
    this.combine = combine;
    left = count;
    values = new @Nullable Object[count];
    branches = new Branches(Math.min(count, limit));
  }

  /** What happens when one has failed. */
  abstract void onFailure();

  /**
   * Cancels those that run, and starts no others.
   *
   * @param reason why; null if the strand that waits is cancelled
   */
  final void giveUp(@Nullable String reason) {
    anyCancelled |= source.hasNext();
    source = Collections.emptyIterator();
    branches.cancel(reason);
  }

  @Override
  public final @Nullable Object poll(Context context) throws Throwable {
    branches.look(context);
    start();
    return proceed(context);
  }

  @Override
  public final @Nullable Object cancel(Context context) throws Throwable {
    stopped = true;
    // Branches that were woken since the last poll are not in the line yet.
    branches.look(context);
    giveUp(null);
    return proceed(context);
  }

  /** One that is there already needs no branch. */
  private void start() {
    while (branches.size() < limit && source.hasNext()) {
      Future<?> next = source.next();
      if (next instanceof Ready<?> ready) {
        values[taken] = ready.value();
        left--;
      } else {
        branches.add(next, taken);
      }
      taken++;
    }
  }

  private @Nullable Object proceed(Context context) throws Throwable {
    Member ended = branches.pollEnded(context);
    while (ended != null) {
      left--;
      note(ended);
      start();
      ended = branches.pollEnded(context);
    }
    return branches.size() > 0 ? Poll.PENDING : result();
  }

  private void note(Member ended) {
    try {
      Object value = ended.outcome();
      anyCancelled |= value == Poll.CANCELLED;
      values[ended.number()] = value;
    } catch (Throwable t) {
      failures.add(t);
      onFailure();
    }
  }

  private @Nullable Object result() throws Throwable {
    if (stopped && anyCancelled) {
      return failures.cancelled();
    }
    failures.throwFirst();
    return combine.apply(values);
  }

  @Override
  public final Wait waitsFor() {
    return new Wait.ForStrands(branches.alive());
  }

  /** How many there are and how many are left, for messages. */
  final String progress() {
    return values.length + ", " + left + " left";
  }
}
