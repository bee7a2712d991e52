package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a stream out of a map and waits until nobody waits for it any more. */
final class KeyedRemoval<T> implements Future<@Nullable AsyncStream<? extends T>> {
  private final Supplier<? extends @Nullable KeyedPull<?, T>> takeOut;
  private @Nullable KeyedPull<?, T> pull;
  private @Nullable Left left;

  KeyedRemoval(Supplier<? extends @Nullable KeyedPull<?, T>> takeOut) {
    this.takeOut = takeOut;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (left == null) {
      pull = takeOut.get();
      if (pull == null) {
        return null;
      }
      left = new Left(pull.stage());
    }
    return left.poll(context) == Poll.PENDING ? Poll.PENDING : free();
  }

  private @Nullable Object free() {
    KeyedPull<?, T> taken = pull;
    pull = null;
    if (taken == null) {
      return null;
    }
    taken.remove();
    return taken.stream();
  }

  /** It gives up already, and the stream is taken out. */
  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return poll(context);
  }

  @Override
  public String toString() {
    return "StreamMap.remove";
  }
}
