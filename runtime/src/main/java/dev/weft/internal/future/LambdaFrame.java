package dev.weft.internal.future;

import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.AsyncRunnable;
import dev.weft.FutureCallable;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.abi.WovenCallable;
import dev.weft.abi.WovenConsumer;
import dev.weft.abi.WovenFunction;
import dev.weft.abi.WovenRunnable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lazy future of one run of a lambda. A lambda that awaits was woven and is given the strand;
 * one that doesn't await is called as it is.
 */
public abstract sealed class LambdaFrame<F> extends AsyncFrame {
  /** Null once started, so that what the lambda has captured is not held any longer than needed. */
  private @Nullable F lambda;

  private LambdaFrame(F lambda) {
    this.lambda = Objects.requireNonNull(lambda, "lambda");
  }

  /** A run of a lambda that returns a value. */
  public static LambdaFrame<?> of(AsyncCallable<?, ?> lambda) {
    return new OfCallable(lambda);
  }

  /** A run of a lambda that returns nothing. */
  public static LambdaFrame<?> of(AsyncRunnable<?> lambda) {
    return new OfRunnable(lambda);
  }

  /** A run of a lambda that returns a future, which is awaited in its place. */
  public static LambdaFrame<?> of(FutureCallable<?, ?> lambda) {
    return new OfFutureCallable(lambda);
  }

  /** A run of a lambda that returns a value, with its argument. */
  public static <T extends @Nullable Object> LambdaFrame<?> apply(
      AsyncFunction<T, ?, ?> lambda, T argument) {
    return new OfFunction<>(lambda, argument);
  }

  /** A run of a lambda that returns nothing, with its argument. */
  public static <T extends @Nullable Object> LambdaFrame<?> accept(
      AsyncConsumer<T, ?> lambda, T argument) {
    return new OfConsumer<>(lambda, argument);
  }

  abstract @Nullable Object call(F lambda, Strand strand) throws Throwable;

  @Override
  protected final @Nullable Object resume(Strand strand) throws Throwable {
    F started = Objects.requireNonNull(lambda);
    lambda = null;
    return call(started, strand);
  }

  private static final class OfCallable extends LambdaFrame<AsyncCallable<?, ?>> {
    OfCallable(AsyncCallable<?, ?> lambda) {
      super(lambda);
    }

    @Override
    @Nullable Object call(AsyncCallable<?, ?> lambda, Strand strand) throws Throwable {
      return WovenCallable.call(lambda, strand, null);
    }
  }

  private static final class OfRunnable extends LambdaFrame<AsyncRunnable<?>> {
    OfRunnable(AsyncRunnable<?> lambda) {
      super(lambda);
    }

    @Override
    @Nullable Object call(AsyncRunnable<?> lambda, Strand strand) throws Throwable {
      return WovenRunnable.run(lambda, strand, null);
    }
  }

  private static final class OfFutureCallable extends LambdaFrame<FutureCallable<?, ?>> {
    OfFutureCallable(FutureCallable<?, ?> lambda) {
      super(lambda);
    }

    @Override
    @Nullable Object call(FutureCallable<?, ?> lambda, Strand strand) throws Throwable {
      int depth = strand.depth();
      return Strand.awaitTail(lambda.call(), strand, depth);
    }
  }

  private static final class OfFunction<T extends @Nullable Object>
      extends LambdaFrame<AsyncFunction<T, ?, ?>> {
    private @Nullable T argument;

    OfFunction(AsyncFunction<T, ?, ?> lambda, T argument) {
      super(lambda);
      this.argument = argument;
    }

    @Override
    @SuppressWarnings("NullAway") // null only once it was taken
    @Nullable Object call(AsyncFunction<T, ?, ?> lambda, Strand strand) throws Throwable {
      T taken = argument;
      argument = null;
      return WovenFunction.apply(lambda, taken, strand, null);
    }
  }

  private static final class OfConsumer<T extends @Nullable Object>
      extends LambdaFrame<AsyncConsumer<T, ?>> {
    private @Nullable T argument;

    OfConsumer(AsyncConsumer<T, ?> lambda, T argument) {
      super(lambda);
      this.argument = argument;
    }

    @Override
    @SuppressWarnings("NullAway") // null only once it was taken
    @Nullable Object call(AsyncConsumer<T, ?> lambda, Strand strand) throws Throwable {
      T taken = argument;
      argument = null;
      return WovenConsumer.accept(lambda, taken, strand, null);
    }
  }
}
