package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a function makes of the elements that it makes something of. */
public final class FilterMapped<S, T> extends Over<S, T> {
  private final Function<? super S, ? extends @Nullable T> function;

  /** A stage that has taken nothing. */
  public FilterMapped(
      AsyncStream<? extends S> source, Function<? super S, ? extends @Nullable T> function) {
    super(source);
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  @SuppressWarnings("unchecked") // what is an element is an S
  protected @Nullable Object pull(Context context) throws Throwable {
    int leftOut = 0;
    do {
      Object pulled = source.pull(context);
      if (pulled == null || pulled instanceof Poll) {
        return pulled;
      }
      T mapped = function.apply((S) pulled);
      if (mapped != null) {
        return mapped;
      }
    } while (mayGoOn(context, ++leftOut));
    return Poll.PENDING;
  }

  @Override
  String name() {
    return "filterMap";
  }
}
