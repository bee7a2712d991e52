package dev.weft;

import dev.weft.internal.future.SelectArm;
import org.jspecify.annotations.Nullable;

/**
 * A future of a {@link Select} with what is done with its value; made by {@link Weft#on}, {@link
 * Weft#onDo} and {@link Weft#onNonNull}.
 *
 * <p>The handler runs when all other futures of the select have ended their cleanup, inside the
 * task that waits for the select, and may await.
 *
 * @param <R> the type of what the handler gives
 */
public sealed interface Arm<R extends @Nullable Object> permits SelectArm {
  /**
   * Enables or disables this arm. A future that is disabled is never polled.
   *
   * @param enabled whether it takes part
   * @return an arm like this one
   */
  Arm<R> when(boolean enabled);
}
