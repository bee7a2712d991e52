package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The elements that fulfil a condition. */
public final class Filtered<T> extends Over<T, T> {
  private final Predicate<? super T> condition;

  /** A stage that has taken nothing. */
  public Filtered(AsyncStream<? extends T> source, Predicate<? super T> condition) {
    super(source);
    this.condition = Objects.requireNonNull(condition, "condition");
  }

  @Override
  @SuppressWarnings("unchecked") // what is an element is a T
  protected @Nullable Object pull(Context context) throws Throwable {
    int leftOut = 0;
    do {
      Object pulled = source.pull(context);
      if (isNone(pulled) || condition.test((T) pulled)) {
        return pulled;
      }
    } while (mayGoOn(context, ++leftOut));
    return Poll.PENDING;
  }

  @Override
  String name() {
    return "filter";
  }
}
