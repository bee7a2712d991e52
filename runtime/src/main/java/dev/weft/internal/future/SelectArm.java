package dev.weft.internal.future;

import dev.weft.Arm;
import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.Future;
import dev.weft.abi.WovenCallable;
import dev.weft.abi.WovenConsumer;
import dev.weft.abi.WovenFunction;
import dev.weft.internal.task.Branch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A future with what is done with its value.
 *
 * @param future the future
 * @param handler what is done
 * @param nullWins whether a null wins
 * @param enabled whether it takes part
 * @param <R> the type of what the handler gives
 */
public record SelectArm<R extends @Nullable Object>(
    Future<?> future, Handler handler, boolean nullWins, boolean enabled) implements Arm<R> {
  /** What is done with a value. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Handles a value.
     *
     * @return the result, or a {@link Branch} that gives it
     * @throws Throwable what code throws that doesn't await
     */
    @Nullable Object handle(@Nullable Object value) throws Throwable;
  }

  /** Checks that nothing is missing. */
  public SelectArm {
    Objects.requireNonNull(future, "future");
  }

  /** An enabled arm that any value wins. */
  public SelectArm(Future<?> future, Handler handler) {
    this(future, handler, true, future != Disabled.instance());
  }

  /** Applies a function; code that doesn't await runs without a branch. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the future gives a T
  public static <T extends @Nullable Object> Handler apply(AsyncFunction<T, ?, ?> code) {
    Objects.requireNonNull(code, "handler");
    return value ->
        code instanceof WovenFunction<?, ?, ?>
            ? new Branch(LambdaFrame.apply(code, (T) value))
            : code.apply((T) value);
  }

  /** Has a value consumed; there is no result. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the future gives a T
  public static <T extends @Nullable Object> Handler accept(AsyncConsumer<T, ?> code) {
    Objects.requireNonNull(code, "handler");
    return value -> {
      if (code instanceof WovenConsumer<?, ?>) {
        return new Branch(LambdaFrame.accept(code, (T) value));
      }
      code.accept((T) value);
      return null;
    };
  }

  /** Runs code without looking at the value. */
  public static Handler call(AsyncCallable<?, ?> code) {
    Objects.requireNonNull(code, "handler");
    return unused ->
        code instanceof WovenCallable<?, ?> ? new Branch(LambdaFrame.of(code)) : code.call();
  }

  /** The same, but a null disables it. */
  public SelectArm<R> onNonNull() {
    return new SelectArm<>(future, handler, false, enabled);
  }

  @Override
  public SelectArm<R> when(boolean condition) {
    return new SelectArm<>(future, handler, nullWins, enabled && condition);
  }
}
