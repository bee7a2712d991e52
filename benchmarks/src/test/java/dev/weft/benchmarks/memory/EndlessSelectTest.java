package dev.weft.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop of selects keeps nothing of its rounds. */
final class EndlessSelectTest {
  @Test
  void theHeapStaysFlat() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      List<Long> live = runtime.blockOn(EndlessSelect.run(1_000_000));
      assertThat(live.get(live.size() - 1)).isLessThan(live.get(0) + EndlessSelect.MOST);
    }
  }
}
