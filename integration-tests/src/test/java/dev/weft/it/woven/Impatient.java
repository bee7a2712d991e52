package dev.weft.it.woven;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for another future, and gives up between two polls when it is told to: with nothing. */
final class Impatient<T> implements Future<Optional<T>> {
  private final Future<? extends @Nullable T> future;
  private final T end;
  private final BooleanSupplier givesUp;
  private boolean givenUp;

  /** One that gives something else for null. */
  Impatient(Future<? extends @Nullable T> future, T end, BooleanSupplier givesUp) {
    this.future = future;
    this.end = end;
    this.givesUp = givesUp;
  }

  @Override
  public Object poll(Context context) throws Throwable {
    Object answer = future.poll(context);
    if (answer == Poll.PENDING && !givenUp && givesUp.getAsBoolean()) {
      givenUp = true;
      answer = future.cancel(context);
    }
    if (answer == Poll.PENDING) {
      return answer;
    }
    return answer == Poll.CANCELLED ? Optional.empty() : Optional.of(answer == null ? end : answer);
  }

  @Override
  public Object cancel(Context context) {
    throw new AssertionError("not cancelled by these tests");
  }
}
