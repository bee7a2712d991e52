package dev.weft.abi;

import dev.weft.AsyncCallable;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of code that was written as {@link AsyncCallable}. Not for users.
 *
 * @param <T> the type of the value
 * @param <E> the checked exception that the code may throw
 */
@Woven(version = 1, owner = "dev.weft.AsyncCallable")
public interface WovenCallable<T extends @Nullable Object, E extends Exception>
    extends AsyncCallable<T, E> {
  /**
   * Starts a run.
   *
   * @param strand the strand that runs it
   * @param frame null, or {@link Dispatch#SUPER}
   * @return the value or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  @Nullable Object call(Strand strand, @Nullable AsyncFrame frame) throws Throwable;

  @Override
  default T call() {
    throw Dispatch.outsideOfAsync("AsyncCallable");
  }

  /**
   * Runs code that may be woven.
   *
   * @param code the code
   * @param strand the strand that runs it
   * @param frame null
   * @return the value or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  static @Nullable Object call(AsyncCallable<?, ?> code, Strand strand, @Nullable AsyncFrame frame)
      throws Throwable {
    return code instanceof WovenCallable<?, ?> woven ? woven.call(strand, frame) : code.call();
  }
}
