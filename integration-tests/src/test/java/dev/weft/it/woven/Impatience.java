package dev.weft.it.woven;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** Cancels a future that isn't done after so many polls. Its value is dropped. */
public final class Impatience implements Future<Void> {
  private final Future<?> future;
  private int patience;
  private boolean cancelled;

  private Impatience(int patience, Future<?> future) {
    this.patience = patience;
    this.future = future;
  }

  /** Of a future that nobody has polled. */
  public static Future<Void> of(int patience, Future<?> future) {
    return new Impatience(patience, future);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Object answer = future.poll(context);
    if (answer == Poll.PENDING && !cancelled && patience-- == 0) {
      cancelled = true;
      answer = future.cancel(context);
    }
    return answer == Poll.PENDING ? answer : null;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    cancelled = true;
    return future.cancel(context);
  }
}
