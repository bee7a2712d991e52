package dev.weft.abi;

import dev.weft.AsyncRunnable;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of code that was written as {@link AsyncRunnable}. Not for users.
 *
 * @param <E> the checked exception that the code may throw
 */
@Woven(version = 1, owner = "dev.weft.AsyncRunnable")
public interface WovenRunnable<E extends Exception> extends AsyncRunnable<E> {
  /**
   * Starts a run.
   *
   * @param strand the strand that runs it
   * @param frame null, or {@link Dispatch#SUPER}
   * @return null or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  @Nullable Object run(Strand strand, @Nullable AsyncFrame frame) throws Throwable;

  @Override
  default void run() {
    throw Dispatch.outsideOfAsync("AsyncRunnable");
  }

  /**
   * Runs code that may be woven.
   *
   * @param code the code
   * @param strand the strand that runs it
   * @param frame null
   * @return null or {@link dev.weft.Poll#PENDING}
   * @throws Throwable what the code throws
   */
  static @Nullable Object run(AsyncRunnable<?> code, Strand strand, @Nullable AsyncFrame frame)
      throws Throwable {
    if (code instanceof WovenRunnable<?> woven) {
      return woven.run(strand, frame);
    }
    code.run();
    return null;
  }
}
