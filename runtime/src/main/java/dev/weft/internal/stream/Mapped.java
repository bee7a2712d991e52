package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a function makes of each element. */
public final class Mapped<S, T> extends Over<S, T> {
  private final Function<? super S, ? extends T> function;

  /** A stage that has taken nothing. */
  public Mapped(AsyncStream<? extends S> source, Function<? super S, ? extends T> function) {
    super(source);
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  @SuppressWarnings("unchecked") // what is an element is an S
  protected @Nullable Object pull(Context context) throws Throwable {
    Object pulled = source.pull(context);
    if (pulled == null || pulled instanceof Poll) {
      return pulled;
    }
    T mapped = function.apply((S) pulled);
    return mapped == null ? refuse() : mapped;
  }

  private static Object refuse() {
    throw new NullPointerException(
        "the function of map returned null, which would be the end of the stream; to leave an"
            + " element out use filterMap, to give a value that may be absent an Optional");
  }

  @Override
  String name() {
    return "map";
  }
}
