package dev.weft.internal.testing;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A future that runs pieces of code in order; a piece that returns a future waits for it. */
public final class Steps implements Future<@Nullable Object> {
  private final Callable<?>[] steps;
  private int next;
  private @Nullable Future<?> waiting;
  private @Nullable Object value;

  public Steps(Callable<?>... steps) {
    this.steps = steps;
  }

  /** A future that runs one piece of code, which gives no value. */
  public static Steps run(Runnable code) {
    return new Steps(
        () -> {
          code.run();
          return null;
        });
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    while (waiting != null || next < steps.length) {
      if (waiting == null) {
        value = steps[next++].call();
        waiting = value instanceof Future<?> future ? future : null;
      }
      if (waiting != null) {
        value = waiting.poll(context);
        if (value == Poll.PENDING) {
          return value;
        }
        waiting = null;
      }
    }
    return value;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return waiting == null ? Poll.CANCELLED : waiting.cancel(context);
  }
}
