package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the turn to set a cell, and sets it to what a future gives; or waits until somebody
 * else has set it.
 *
 * <p>The turn is passed on when the future has failed, or was cancelled and has cleaned up.
 *
 * @param <T> the type of the value
 */
final class OnceInit<T extends @Nullable Object> implements Future<T> {
  private final OnceCell<T> cell;
  private final OnceTurn turn;

  /** Null once started. */
  private @Nullable Future<?> init;

  /** Null until it is this one's turn. */
  private @Nullable Branch running;

  OnceInit(OnceCell<T> cell, Future<?> init) {
    this.cell = cell;
    this.init = init;
    turn = new OnceTurn(cell, "OnceCell.getOrInit");
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (running == null) {
      Object answer = turn.poll(context);
      if (answer == Poll.PENDING) {
        return answer;
      }
      if (answer == Boolean.FALSE) {
        return cell.value();
      }
      start();
    }
    return step(running()::poll, context);
  }

  private void start() {
    running = new Branch(Objects.requireNonNull(init));
    init = null;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return running == null ? turn.cancel(context) : step(running()::cancel, context);
  }

  private interface Step {
    @Nullable Object go(Context context) throws Throwable;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // what is neither PENDING nor CANCELLED is the value
  private @Nullable Object step(Step step, Context context) throws Throwable {
    Object answer = Poll.CANCELLED;
    try {
      answer = step.go(context);
    } finally {
      if (answer == Poll.CANCELLED) {
        cell.passOn();
      }
    }
    if (answer != Poll.PENDING && answer != Poll.CANCELLED) {
      cell.fill((T) answer);
    }
    return answer;
  }

  private Branch running() {
    return Objects.requireNonNull(running);
  }

  @Override
  public String toString() {
    return running == null ? turn.toString() : "initialiser of an OnceCell";
  }
}
