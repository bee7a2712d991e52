package dev.weft.process;

import dev.weft.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a program to its end. */
final class StatusRun extends ChildRun {
  private @Nullable ExitStatus status;

  StatusRun(Future<Child> start) {
    super(start);
  }

  @Override
  @Nullable Future<?> next(Child child, int step) {
    return step == 0 ? child.waitFor() : null;
  }

  @Override
  void accept(int step, @Nullable Object answer) {
    status = (ExitStatus) answer;
  }

  @Override
  Object finish() {
    return Objects.requireNonNull(status);
  }
}
