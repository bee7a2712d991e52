package dev.weft.internal.future;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.FutureCallable;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.abi.WovenLambda;
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

  abstract @Nullable Object call(F plain, Strand strand) throws Throwable;

  @Override
  protected final @Nullable Object resume(Strand strand) throws Throwable {
    F started = Objects.requireNonNull(lambda);
    lambda = null;
    return started instanceof WovenLambda woven ? woven.start(strand, null) : call(started, strand);
  }

  private static final class OfCallable extends LambdaFrame<AsyncCallable<?, ?>> {
    OfCallable(AsyncCallable<?, ?> lambda) {
      super(lambda);
    }

    @Override
    @Nullable Object call(AsyncCallable<?, ?> plain, Strand strand) throws Exception {
      return plain.call();
    }
  }

  private static final class OfRunnable extends LambdaFrame<AsyncRunnable<?>> {
    OfRunnable(AsyncRunnable<?> lambda) {
      super(lambda);
    }

    @Override
    @Nullable Object call(AsyncRunnable<?> plain, Strand strand) throws Exception {
      plain.run();
      return null;
    }
  }

  private static final class OfFutureCallable extends LambdaFrame<FutureCallable<?, ?>> {
    OfFutureCallable(FutureCallable<?, ?> lambda) {
      super(lambda);
    }

    @Override
    @Nullable Object call(FutureCallable<?, ?> plain, Strand strand) throws Throwable {
      int depth = strand.depth();
      return Strand.awaitTail(plain.call(), strand, depth);
    }
  }
}
