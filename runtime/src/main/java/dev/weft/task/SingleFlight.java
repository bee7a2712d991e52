package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.task.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has calls of the same key that come while one is under way share its run, so that a thousand
 * requests for one page that isn't cached load it once.
 *
 * <pre>{@code
 * SingleFlight<String, String> loads = new SingleFlight<>();
 * String page = await(loads.run("home", () -> await(load("home"))));
 * }</pre>
 *
 * <p>The run is a task of the runtime of who comes first. Its value or failure goes to all who wait
 * then; who comes later starts another one, as nothing is kept. Somebody who is cancelled leaves,
 * and the run goes on for the others; when the last one leaves, it is aborted and its cleanup is
 * waited for, and who comes from then on starts another one. Safe from any thread, and for tasks of
 * several runtimes.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class SingleFlight<K, V extends @Nullable Object> {
  /** The runs that can be joined; guarded by itself. */
  private final Map<K, Flight<V>> flights = new HashMap<>();

  /** Nothing is under way. */
  public SingleFlight() {}

  /**
   * The value of a key.
   *
   * @param key the key
   * @param load makes the value, if nobody does already; it may await
   * @param <E> what it may throw
   * @return a lazy future, which joins a run or starts one when it is awaited. Cancel-safe, as
   *     described above
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("the run, if nobody else waits for it")
  public <E extends Exception> Future<V> run(K key, AsyncCallable<? extends V, ? extends E> load)
      throws E {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(load, "load");
    return new Passenger<>(this, key, load);
  }

  /** Joins the run of a key, or one that is made. */
  Flight<V> join(K key, Supplier<Task<V>> made) {
    synchronized (flights) {
      Flight<V> flight = flights.get(key);
      if (flight == null || flight.task.isFinished()) {
        flight = new Flight<>(made.get());
        flights.put(key, flight);
      }
      flight.passengers++;
      return flight;
    }
  }

  /** Leaves a run; returns whether nobody is left. Nobody can join it then. */
  boolean leave(K key, Flight<V> flight) {
    synchronized (flights) {
      flight.passengers--;
      return flight.passengers == 0 && flights.remove(key, flight);
    }
  }

  /** The frame of a run. */
  @SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
  static <V extends @Nullable Object> Future<V> frame(AsyncCallable<? extends V, ?> load) {
    return (Future<V>) LambdaFrame.of(load);
  }

  @Override
  public String toString() {
    synchronized (flights) {
      return "SingleFlight" + flights.keySet();
    }
  }
}
