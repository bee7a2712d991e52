package dev.weft.abi;

import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.internal.future.Ready;
import dev.weft.internal.future.Unwoven;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@code for} statement over {@code Weft.each}: what it iterates over and its iterator
 * in one.
 *
 * <p>Where the compiler has the loop call {@link #hasNext}, woven code calls {@link #pull}, awaits
 * what it gives and hands the value to {@link #accept}. So the wait is one like any other, and
 * costs what the stream's own future costs. {@code next} then gives the element away, so that
 * nothing keeps it while the loop's body runs. Not for users.
 *
 * @param <T> the type of the elements
 */
@SuppressWarnings("IterableAndIterator") // one object: the weaver sees to it that it is used once
public final class EachLoop<T> implements Iterable<T>, Iterator<T> {
  private final AsyncStream<? extends T> stream;

  /** What was fetched and not given away yet. */
  private @Nullable T element;

  /**
   * A loop that has not begun.
   *
   * @param stream where the elements come from
   */
  public EachLoop(AsyncStream<? extends T> stream) {
    this.stream = Objects.requireNonNull(stream, "each(null)");
  }

  /**
   * The first half of {@code hasNext}.
   *
   * @param loop the loop, which the compiler knows as an iterator only
   * @return the future to await
   */
  public static Future<?> pull(Iterator<?> loop) {
    EachLoop<?> each = (EachLoop<?>) loop;
    return each.element == null
        ? Objects.requireNonNull(each.stream.next(), "AsyncStream.next() returned null")
        : Ready.of(each.element);
  }

  /**
   * The second half of {@code hasNext}.
   *
   * @param value what the future gave
   * @param loop the loop
   * @return whether there is an element, and not the end of the stream
   */
  @SuppressWarnings("unchecked") // the value is of the loop's own stream
  public static boolean accept(@Nullable Object value, Iterator<?> loop) {
    ((EachLoop<Object>) loop).element = value;
    return value != null;
  }

  @Override
  public T next() {
    T given = element;
    if (given == null) {
      throw new NoSuchElementException("the stream has ended");
    }
    element = null;
    return given;
  }

  /** Throws: the weaver replaces it. */
  @Override
  public boolean hasNext() {
    throw Unwoven.each();
  }

  @Override
  public Iterator<T> iterator() {
    return this;
  }
}
