package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Poll;
import dev.weft.internal.task.FirstFailure;
import java.util.List;

/** Ends the waits of several stages, one after the other. */
final class Leaving {
  private final List<? extends Stage<?>> stages;
  private FirstFailure failures = new FirstFailure();

  /** The number of the stage that ends its wait. */
  private int at;

  /** Whether that one was told. */
  private boolean told;

  private boolean underWay;

  Leaving(Stage<?>... stages) {
    this.stages = List.of(stages);
  }

  /** Whether {@link #goOn} is to be called in the place of pulls. */
  boolean isUnderWay() {
    return underWay;
  }

  /** What {@link Stage#leave} answers, and then {@link Stage#pull}. */
  Object goOn(Context context) {
    underWay = true;
    while (at < stages.size()) {
      if (step(stages.get(at), context) == Poll.PENDING) {
        return Poll.PENDING;
      }
      told = false;
      at++;
    }
    underWay = false;
    at = 0;
    FirstFailure failed = failures;
    failures = new FirstFailure();
    return failed.cancelled();
  }

  private Object step(Stage<?> stage, Context context) {
    try {
      Object answer = told ? stage.pull(context) : stage.leave(context);
      told = true;
      return answer == Poll.PENDING ? Poll.PENDING : Poll.CANCELLED;
    } catch (Throwable t) {
      failures.add(t);
      return Poll.CANCELLED;
    }
  }
}
