package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The elements before the first that doesn't fulfil a condition. */
public final class TakenWhile<T> extends Over<T, T> {
  private final Predicate<? super T> condition;
  private boolean ended;

  /** A stage that has taken nothing. */
  public TakenWhile(AsyncStream<? extends T> source, Predicate<? super T> condition) {
    super(source);
    this.condition = Objects.requireNonNull(condition, "condition");
  }

  @Override
  @SuppressWarnings("unchecked") // what is an element is a T
  protected @Nullable Object pull(Context context) throws Throwable {
    if (ended) {
      return null;
    }
    Object pulled = source.pull(context);
    if (isNone(pulled) || condition.test((T) pulled)) {
      return pulled;
    }
    ended = true;
    return null;
  }

  @Override
  String name() {
    return "takeWhile";
  }
}
