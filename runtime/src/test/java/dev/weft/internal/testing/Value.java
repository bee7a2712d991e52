package dev.weft.internal.testing;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.concurrent.Callable;

/**
 * A future that ends at its first poll with what a piece of code gives.
 *
 * @param <T> the type of the value
 */
public final class Value<T> implements Future<T> {
  private final Callable<T> code;

  public Value(Callable<T> code) {
    this.code = code;
  }

  @Override
  public Object poll(Context context) throws Exception {
    return code.call();
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
