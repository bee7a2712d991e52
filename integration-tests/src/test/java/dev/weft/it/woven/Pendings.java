package dev.weft.it.woven;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A future that counts how often another one has to wait, or is woken for nothing. */
final class Pendings<T extends @Nullable Object> implements Future<T> {
  private final Future<? extends T> future;
  private volatile int count;

  Pendings(Future<? extends T> future) {
    this.future = future;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // polls don't overlap
  public @Nullable Object poll(Context context) throws Throwable {
    Object answer = future.poll(context);
    if (answer == Poll.PENDING) {
      count++;
    }
    return answer;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return future.cancel(context);
  }

  int count() {
    return count;
  }
}
