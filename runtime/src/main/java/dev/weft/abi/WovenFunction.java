package dev.weft.abi;

import dev.weft.AsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of code that was written as {@link AsyncFunction}. Not for users.
 *
 * @param <T> the type of the argument
 * @param <R> the type of the value
 * @param <E> the checked exception that the code may throw
 */
@Woven(version = 1, owner = "dev.weft.AsyncFunction")
public interface WovenFunction<
        T extends @Nullable Object, R extends @Nullable Object, E extends Exception>
    extends AsyncFunction<T, R, E> {
  /**
   * Starts a run.
   *
   * @param argument the argument
   * @param strand the strand that runs it
   * @param frame null, or {@link Dispatch#SUPER}
   * @return the value or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  @Nullable Object apply(T argument, Strand strand, @Nullable AsyncFrame frame) throws Throwable;

  @Override
  default R apply(T argument) {
    throw Dispatch.outsideOfAsync("AsyncFunction");
  }

  /**
   * Runs code that may be woven.
   *
   * @param code the code
   * @param argument the argument
   * @param strand the strand that runs it
   * @param frame null
   * @param <T> the type of the argument
   * @return the value or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  static <T extends @Nullable Object> @Nullable Object apply(
      AsyncFunction<T, ?, ?> code, T argument, Strand strand, @Nullable AsyncFrame frame)
      throws Throwable {
    return code instanceof WovenFunction<T, ?, ?> woven
        ? woven.apply(argument, strand, frame)
        : code.apply(argument);
  }
}
