package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runtime counts of woven tasks. */
final class MetricsTest {
  /** A leaf that costs budget and never has to wait. */
  private static final class Leaf implements Future<Integer> {
    @Override
    public Object poll(Context context) {
      return 1;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  private static int yieldsOf(AsyncRuntime runtime, int leaves) {
    Leaf leaf = new Leaf();
    runtime.blockOn(
        runtime.spawn(
            async(
                () -> {
                  for (int i = 0; i < leaves; i++) {
                    await(leaf);
                  }
                })));
    return (int) runtime.metrics().budgetYields();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T41")
  void aSpentBudgetIsCountedEachTime(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.start()) {
      assertThat(yieldsOf(runtime, 128)).isEqualTo(0);
      assertThat(yieldsOf(runtime, 129)).isEqualTo(1);
      assertThat(yieldsOf(runtime, 3 * 128)).isEqualTo(1 + 2);
      assertThat(runtime.metrics().polls()).isEqualTo(1 + 2 + 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void aPollIsCountedHoweverMuchItAwaits(int leaves) {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      yieldsOf(runtime, leaves);
      assertThat(runtime.metrics().polls()).isEqualTo((leaves + 127) / 128);
    }
  }

  @Async
  private static Future<Void> leaves(int count) {
    Leaf leaf = new Leaf();
    for (int i = 0; i < count; i++) {
      await(leaf);
    }
    return ready();
  }

  /** What runs side by side in one task has one budget. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T41")
  void branchesSpendTheBudgetOfTheirTask(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.start()) {
      runtime.blockOn(runtime.spawn(join(leaves(64), leaves(64))));
      assertThat(runtime.metrics().budgetYields()).isZero();
      runtime.blockOn(runtime.spawn(join(leaves(64), leaves(65))));
      assertThat(runtime.metrics().budgetYields()).isEqualTo(1);
    }
  }
}
