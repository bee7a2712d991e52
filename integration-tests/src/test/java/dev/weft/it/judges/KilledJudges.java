package dev.weft.it.judges;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Judges that are killed at random again and again, in the middle of their work. */
final class KilledJudges implements Soak.Load {
  /**
   * What to start.
   *
   * @param judge the program
   * @param arguments what it gets, so that it wouldn't end by itself
   */
  record Call(Judge judge, List<String> arguments) {}

  private final List<Call> calls;
  private int killed;

  KilledJudges(List<Call> calls) {
    this.calls = calls;
  }

  int killed() {
    return killed;
  }

  @Override
  public void run(long end) throws Exception {
    do {
      Call call = calls.get(killed % calls.size());
      try (Running judge = Running.start(call.judge(), call.arguments())) {
        judge.endAfter(50 + 37 * (killed % 11), TimeUnit.MILLISECONDS);
        killed++;
      }
    } while (System.nanoTime() < end);
  }
}
