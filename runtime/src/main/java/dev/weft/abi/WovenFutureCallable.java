package dev.weft.abi;

import dev.weft.Future;
import dev.weft.FutureCallable;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of a lambda that was written as {@link FutureCallable}. Not for users.
 *
 * @param <T> the type of the value
 * @param <E> the checked exception that the code may throw
 */
public interface WovenFutureCallable<T extends @Nullable Object, E extends Exception>
    extends FutureCallable<T, E>, WovenLambda {
  @Override
  default Future<? extends T> call() {
    throw WovenLambda.directCall("FutureCallable");
  }
}
