package dev.weft.internal.future;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A frame, shaped as if woven, that awaits a future and has a function applied to its value. */
public final class Mapped<T extends @Nullable Object> extends AsyncFrame {
  private final Function<? super T, ?> function;

  /** Null once started. */
  private @Nullable Future<? extends T> body;

  /** A future that has not started. */
  public Mapped(Future<? extends T> body, Function<? super T, ?> function) {
    this.body = Objects.requireNonNull(body, "future");
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the body gives a T, null if T allows it
  protected @Nullable Object resume(Strand strand) throws Throwable {
    Object answer = state() > 0 ? take(strand) : begin(strand);
    if (answer == Poll.PENDING) {
      suspend(strand, 1);
      return answer;
    }
    return function.apply((T) answer);
  }

  private @Nullable Object begin(Strand strand) throws Throwable {
    int depth = strand.depth();
    Future<? extends T> future = body;
    body = null;
    return Strand.await(future, strand, depth);
  }

  @Override
  public String toString() {
    return "map of " + (body == null ? "a future" : body);
  }
}
