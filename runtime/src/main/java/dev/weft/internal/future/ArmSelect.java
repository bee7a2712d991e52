package dev.weft.internal.future;

import dev.weft.Arm;
import dev.weft.Future;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A select whose futures have handlers.
 *
 * @param <R> the type of the result
 */
public final class ArmSelect<R extends @Nullable Object> extends Selection<R> {
  private final SelectArm<?>[] arms;

  private ArmSelect(SelectArm<?>[] arms) {
    super(futures(arms));
    this.arms = arms;
  }

  /** A select among some arms. */
  public static <R extends @Nullable Object> ArmSelect<R> among(
      Collection<? extends Arm<? extends R>> arms) {
    return new ArmSelect<>(arms.stream().map(ArmSelect::arm).toArray(SelectArm<?>[]::new));
  }

  private static SelectArm<?> arm(Arm<?> arm) {
    return (SelectArm<?>) Objects.requireNonNull(arm, "arm");
  }

  private static @Nullable Future<?>[] futures(SelectArm<?>[] arms) {
    @Nullable Future<?>[] futures = new Future<?>[arms.length];
    for (int i = 0; i < arms.length; i++) {
      futures[i] = arms[i].enabled() ? arms[i].future() : null;
    }
    return futures;
  }

  @Override
  boolean accepts(int index, @Nullable Object value) {
    return value != null || arms[index].nullWins();
  }

  @Override
  @Nullable Object outcome(int index, @Nullable Object value) throws Throwable {
    return arms[index].handler().handle(value);
  }
}
