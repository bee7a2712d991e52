package dev.weft.abi;

import dev.weft.AsyncCallable;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of a lambda that was written as {@link AsyncCallable}. Not for users.
 *
 * @param <T> the type of the value
 * @param <E> the checked exception that the code may throw
 */
public interface WovenCallable<T extends @Nullable Object, E extends Exception>
    extends AsyncCallable<T, E>, WovenLambda {
  @Override
  default T call() {
    throw WovenLambda.directCall("AsyncCallable");
  }
}
