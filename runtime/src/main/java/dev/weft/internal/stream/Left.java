package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** Waits until a stage has let go of what it waited for. */
final class Left implements Future<Void> {
  private final Stage<?> stage;
  private boolean told;

  Left(Stage<?> stage) {
    this.stage = stage;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Object answer = told ? stage.pull(context) : stage.leave(context);
    told = true;
    return answer == Poll.PENDING ? Poll.PENDING : null;
  }

  /** It gives up already. */
  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return poll(context);
  }

  @Override
  public String toString() {
    return "end of the wait for " + stage;
  }
}
