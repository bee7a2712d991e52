package dev.weft;

import dev.weft.internal.task.RuntimeStrand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A future that is lent to a select, a race or a time-out: losing leaves it as it is, and the next
 * one goes on with it. Made by {@link Weft#borrow}.
 *
 * <pre>{@code
 * Future<String> answer = ask();
 * Interval ticks = interval(Duration.ofSeconds(1));
 * String said = null;
 * while (said == null) {
 *   OneOf2<String, Deadline> event = await(select(borrow(answer), ticks.tick()));
 *   if (event instanceof OneOf2.First<String, ?> first) {
 *     said = first.value();
 *   } else {
 *     log.add("still waiting");
 *   }
 * }
 * }</pre>
 *
 * <p>It is cancelled, cleanup included, when the async code that waits for it is. Code that leaves
 * it unfinished for another reason says so by {@link #closeAsync()}: a future that nobody polls any
 * more holds what it has, such as a place in the line for a lock.
 *
 * @param <T> the type of the value
 */
public final class Borrowed<T extends @Nullable Object> implements Future<T>, AsyncCloseable {
  private final Future<T> future;

  /** Whether it was polled and has not ended. */
  private boolean waits;

  private Borrowed(Future<T> future) {
    this.future = future;
  }

  static <T extends @Nullable Object> Borrowed<T> of(Future<? extends T> future) {
    Objects.requireNonNull(future, "future");
    return future instanceof Borrowed<?> ? cast(future) : new Borrowed<>(Future.widen(future));
  }

  @SuppressWarnings("unchecked") // a future only produces T
  private static <T extends @Nullable Object> Borrowed<T> cast(Future<? extends T> borrowed) {
    return (Borrowed<T>) borrowed;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    waits = false;
    Object answer = future.poll(context);
    waits = answer == Poll.PENDING;
    return answer;
  }

  /** Leaves the future alone, unless the code that has borrowed it is cancelled itself. */
  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return ((RuntimeStrand) context).isCodeCancelled() ? giveUp(context) : Poll.CANCELLED;
  }

  private @Nullable Object giveUp(Context context) throws Throwable {
    waits = false;
    return future.cancel(context);
  }

  /**
   * Cancels the future, if it was polled by way of this object and hasn't ended, and waits until it
   * has cleaned up.
   *
   * @return a lazy future of the end; fails if the cleanup does
   */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return new Closing();
  }

  @Override
  public String toString() {
    return "borrow of " + future;
  }

  /** Cancels the future and polls it until it ends. */
  private final class Closing implements Future<Void> {
    private boolean started;

    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      if (started) {
        return ended(future.poll(context));
      }
      started = true;
      return waits ? ended(giveUp(context)) : null;
    }

    /** A value that came in time is dropped. */
    private @Nullable Object ended(@Nullable Object answer) {
      return answer == Poll.PENDING ? answer : null;
    }

    /** The cleanup goes on to its end: it is cancelled already. */
    @Override
    public @Nullable Object cancel(Context context) throws Throwable {
      return ended(future.poll(context));
    }
  }
}
