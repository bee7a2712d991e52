package dev.weft.process;

import dev.weft.Future;
import dev.weft.Tuple2;
import dev.weft.Weft;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a program to its end and collects its outputs. */
final class OutputRun extends ChildRun {
  private static final byte[] NOTHING = {};

  private final int limit;
  private @Nullable Tuple2<byte[], byte[]> outputs;
  private @Nullable ExitStatus status;

  OutputRun(Future<Child> start, int limit) {
    super(start);
    this.limit = limit;
  }

  @Override
  @Nullable Future<?> next(Child child, int step) throws IOException {
    if (step > 0) {
      return step == 1 ? child.waitFor() : null;
    }
    child.endInput();
    return Weft.tryJoin(stdout(child), stderr(child));
  }

  private Future<byte[]> stdout(Child child) throws IOException {
    return child.hasStdout() ? child.stdout().readToEnd(limit) : Weft.ready(NOTHING);
  }

  private Future<byte[]> stderr(Child child) throws IOException {
    return child.hasStderr() ? child.stderr().readToEnd(limit) : Weft.ready(NOTHING);
  }

  @Override
  @SuppressWarnings("unchecked") // that is what the join gives
  void accept(int step, @Nullable Object answer) {
    if (step == 0) {
      outputs = (Tuple2<byte[], byte[]>) answer;
    } else {
      status = (ExitStatus) answer;
    }
  }

  @Override
  Object finish() {
    Tuple2<byte[], byte[]> both = Objects.requireNonNull(outputs);
    return new Output(Objects.requireNonNull(status), both.first(), both.second());
  }
}
