package dev.weft.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.benchmarks.memory.Sleepers.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;

/** A hundred thousand tasks that sleep, in a JVM with compressed references; time stands still. */
final class SleepersTest {
  private static final int TASKS = 100_000;

  @Test
  void aSleepingTaskKeepsLittleAndGoesOnInTheOrderOfTheDeadlines() throws InterruptedException {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
      Result result = Sleepers.run(runtime, TASKS, Duration.ofDays(1));
      assertThat(result.bytes()).isBetween(50.0, (double) Sleepers.MOST);
      assertThat(result.disorder()).isZero();
      assertThat(result.late()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void itsPartsAreSmall() {
    assertThat(Sleepers.parts().stream().mapToLong(ClassLayout::instanceSize).sum())
        .isLessThanOrEqualTo(176);
  }
}
