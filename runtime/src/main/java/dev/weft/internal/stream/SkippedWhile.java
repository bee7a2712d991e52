package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The elements from the first on that doesn't fulfil a condition. */
public final class SkippedWhile<T> extends Over<T, T> {
  private final Predicate<? super T> condition;
  private boolean begun;

  /** A stage that has taken nothing. */
  public SkippedWhile(AsyncStream<? extends T> source, Predicate<? super T> condition) {
    super(source);
    this.condition = Objects.requireNonNull(condition, "condition");
  }

  @Override
  @SuppressWarnings("unchecked") // what is an element is a T
  protected @Nullable Object pull(Context context) throws Throwable {
    int leftOut = 0;
    Object pulled = source.pull(context);
    while (!begun && !isNone(pulled)) {
      if (!condition.test((T) pulled)) {
        begun = true;
        return pulled;
      }
      pulled = mayGoOn(context, ++leftOut) ? source.pull(context) : Poll.PENDING;
    }
    return pulled;
  }

  @Override
  String name() {
    return "skipWhile";
  }
}
