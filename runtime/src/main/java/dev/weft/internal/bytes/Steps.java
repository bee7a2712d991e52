package dev.weft.internal.bytes;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A frame, shaped as if woven, that awaits one future after the other until there is no further
 * one: what an async method with a loop would be.
 *
 * <p>One that is cancelled while it waits still takes what comes in answer, such as bytes that were
 * read already; then the next await throws.
 */
public abstract class Steps extends AsyncFrame {
  /** Steps of which none was made. */
  protected Steps() {}

  /**
   * What to await next.
   *
   * @return the future; null at the end
   * @throws Exception the failure
   */
  protected abstract @Nullable Future<?> next() throws Exception;

  /**
   * Takes what the last future gives.
   *
   * @throws Exception the failure
   */
  protected abstract void accept(@Nullable Object answer) throws Exception;

  /**
   * What all of it gives. Called once, at the end.
   *
   * @throws Exception the failure
   */
  protected @Nullable Object finish() throws Exception {
    return null;
  }

  /**
   * A step has failed: {@link #next}, the future that it gave, which may have been cancelled, or
   * {@link #accept}.
   *
   * @throws Throwable the failure, unless this goes on all the same
   */
  protected void fail(Throwable failure) throws Throwable {
    throw failure;
  }

  @Override
  protected final @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    for (; ; ) {
      try {
        Future<?> awaited = resumed ? null : next();
        if (!resumed && awaited == null) {
          break;
        }
        Object answer = resumed ? take(strand) : Strand.await(awaited, strand, depth);
        if (answer == Poll.PENDING) {
          suspend(strand, 1);
          return answer;
        }
        accept(answer);
      } catch (Throwable t) {
        fail(t);
      }
      resumed = false;
    }
    return finish();
  }
}
