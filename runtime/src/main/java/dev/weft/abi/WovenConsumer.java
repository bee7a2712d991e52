package dev.weft.abi;

import dev.weft.AsyncConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of code that was written as {@link AsyncConsumer}. Not for users.
 *
 * @param <T> the type of the argument
 * @param <E> the checked exception that the code may throw
 */
@Woven(version = 1, owner = "dev.weft.AsyncConsumer")
public interface WovenConsumer<T extends @Nullable Object, E extends Exception>
    extends AsyncConsumer<T, E> {
  /**
   * Starts a run.
   *
   * @param argument the argument
   * @param strand the strand that runs it
   * @param frame null, or {@link Dispatch#SUPER}
   * @return null or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  @Nullable Object accept(T argument, Strand strand, @Nullable AsyncFrame frame) throws Throwable;

  @Override
  default void accept(T argument) {
    throw Dispatch.outsideOfAsync("AsyncConsumer");
  }

  /**
   * Runs code that may be woven.
   *
   * @param code the code
   * @param argument the argument
   * @param strand the strand that runs it
   * @param frame null
   * @param <T> the type of the argument
   * @return null or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  static <T extends @Nullable Object> @Nullable Object accept(
      AsyncConsumer<T, ?> code, T argument, Strand strand, @Nullable AsyncFrame frame)
      throws Throwable {
    if (code instanceof WovenConsumer<T, ?> woven) {
      return woven.accept(argument, strand, frame);
    }
    code.accept(argument);
    return null;
  }
}
