package dev.weft.internal.process;

import dev.weft.Context;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a process, after its input was ended. */
public final class ExitWait implements Future<Integer> {
  private final Runnable endInput;
  private final Future<Integer> end;
  private boolean begun;

  /**
   * A wait that has not begun.
   *
   * @param endInput is called by the first poll
   */
  public ExitWait(Runnable endInput, Exit exit) {
    this.endInput = endInput;
    end = exit.await();
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (!begun) {
      begun = true;
      endInput.run();
    }
    return end.poll(context);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return end.cancel(context);
  }

  @Override
  public String toString() {
    return end.toString();
  }
}
