package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.Strand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is asked for elements directly, so that a pipeline of them makes no future: one
 * serves for all elements of the outermost, and those below it are polled by {@link #pull}.
 *
 * <h2>What a stage owes those above it</h2>
 *
 * <ul>
 *   <li>What it has taken from below and not given away, it keeps. So no element is lost by a
 *       {@code next()} that is cancelled: {@link #leave} ends the wait and gives no element.
 *   <li>Elements that it leaves out are counted with {@link #mayGoOn}, as no await sees them: a
 *       filter over endless elements must let others run.
 *   <li>A failure concerns one element. The next pull goes on behind it.
 *   <li>After the end come further ends.
 * </ul>
 *
 * @param <T> the type of the elements
 */
public abstract class Stage<T> implements AsyncStream<T> {
  private final Next<T> next = new Next<>(this);

  /** A stage that has taken nothing. */
  protected Stage() {}

  /** A stream that can be pulled: this one, if it can be. */
  @SuppressWarnings("unchecked") // a stream only produces T, so it is covariant
  public static <T> Stage<T> of(AsyncStream<? extends T> stream) {
    return stream instanceof Stage
        ? (Stage<T>) stream
        : new Foreign<>((AsyncStream<T>) Objects.requireNonNull(stream, "stream"));
  }

  /**
   * Asks for the next element.
   *
   * @param context the strand that waits
   * @return the element; null at the end; {@link Poll#PENDING} after the waker was stored; {@link
   *     Poll#CANCELLED} when a {@link #leave} that was pending has ended
   * @throws Throwable the failure that comes in the place of an element
   */
  protected abstract @Nullable Object pull(Context context) throws Throwable;

  /**
   * Ends the wait that the last pull has begun, if it has. Nothing is lost by it.
   *
   * @param context the strand that waits
   * @return {@link Poll#CANCELLED}; or {@link Poll#PENDING} while something cleans up: then pull is
   *     called until it ends
   * @throws Throwable the failure of the cleanup
   */
  protected abstract Object leave(Context context) throws Throwable;

  @Override
  public final Future<@Nullable T> next() {
    return next;
  }

  /** Whether what was pulled is no element. */
  static boolean isNone(@Nullable Object pulled) {
    return pulled == null || pulled instanceof Poll;
  }

  /**
   * Counts an element that is not given away. Some of them count as one that is: to look at an
   * element costs a hundredth of what it costs to let others run.
   *
   * @param leftOut how many were not given away in this pull
   * @return whether another may be pulled now; if not, the strand has been woken, and {@link
   *     Poll#PENDING} is the answer
   */
  static boolean mayGoOn(Context context, int leftOut) {
    return (leftOut & 7) != 0 || mayGoOn(context);
  }

  /** Counts an element that is not given away as one that is. */
  static boolean mayGoOn(Context context) {
    return ((Strand) context).spend();
  }
}
