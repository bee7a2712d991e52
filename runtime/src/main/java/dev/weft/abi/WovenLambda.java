package dev.weft.abi;

import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A woven lambda: a factory of runs, which keeps the captures. Not for users. */
public interface WovenLambda {
  /**
   * Starts a run.
   *
   * @param strand the strand that runs it
   * @param frame always null: the run makes its own frame when it suspends
   * @return the boxed value or {@link Poll#PENDING}
   * @throws Throwable what the lambda's body throws
   */
  @Nullable Object start(Strand strand, @Nullable AsyncFrame frame) throws Throwable;

  /**
   * The error of calling a woven lambda as if it were a plain one.
   *
   * @param kind the functional interface it was written as
   * @return the error to throw
   */
  static IllegalStateException directCall(String kind) {
    return new IllegalStateException(
        "this "
            + kind
            + " awaits, so it can't be called directly; pass it to Weft.async(...)"
            + " and await the future");
  }
}
