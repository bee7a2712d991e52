package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Task;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wait of one strand for a run that it shares; the last one to leave takes the run along. */
final class Passenger<K, V extends @Nullable Object> implements Future<V>, Waiting {
  private static final String SITE = "dev.weft.task.SingleFlight\nrun\n\n-1";

  private final SingleFlight<K, V> flights;
  private final K key;

  /** Null once it has joined. */
  private @Nullable AsyncCallable<? extends V, ?> load;

  /** Null before it has joined, and once it has left: then the last one still waits for the end. */
  private @Nullable Flight<V> flight;

  /** Of the task that it waits for, or of its cleanup. */
  private @Nullable Future<V> end;

  Passenger(SingleFlight<K, V> flights, K key, AsyncCallable<? extends V, ?> load) {
    this.flights = flights;
    this.key = key;
    this.load = load;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Future<V> waited = end == null ? join((RuntimeStrand) context) : end;
    Object answer;
    try {
      answer = waited.poll(context);
    } catch (Throwable t) {
      leave();
      throw t;
    }
    if (answer != Poll.PENDING) {
      leave();
    }
    return answer;
  }

  /** The task is queued outside of the lock, since the scheduler may run it at once. */
  private Future<V> join(RuntimeStrand strand) {
    AsyncCallable<? extends V, ?> code = Objects.requireNonNull(load, "joins once");
    load = null;
    Flight<V> joined =
        flights.join(key, () -> Task.<V>create(strand.scheduler(), SingleFlight.frame(code), SITE));
    joined.start();
    Future<V> owned = joined.task.abortOnCancel();
    flight = joined;
    end = owned;
    return owned;
  }

  /** Returns whether the run has nobody left. */
  private boolean leave() {
    Flight<V> left = flight;
    flight = null;
    return left != null && flights.leave(key, left);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    Flight<V> joined = Objects.requireNonNull(flight, "polled first");
    Future<V> owned = Objects.requireNonNull(end, "polled first");
    return leave() ? owned.cancel(context) : joined.task.cancel(context);
  }

  @Override
  public Wait waitsFor() {
    Flight<V> joined = flight;
    return new Wait.ForStrands(joined == null ? List.of() : List.of(joined.task));
  }

  @Override
  public String toString() {
    return "SingleFlight.run of " + key;
  }
}
