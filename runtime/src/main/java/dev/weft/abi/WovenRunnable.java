package dev.weft.abi;

import dev.weft.AsyncRunnable;

/**
 * What the weaver makes of a lambda that was written as {@link AsyncRunnable}. Not for users.
 *
 * @param <E> the checked exception that the code may throw
 */
public interface WovenRunnable<E extends Exception> extends AsyncRunnable<E>, WovenLambda {
  @Override
  default void run() {
    throw WovenLambda.directCall("AsyncRunnable");
  }
}
