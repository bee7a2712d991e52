package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Schedule;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Waits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeterministicTest {
  private static final int ROUNDS = 3000;

  /** The close must not throw away the turn of who drives: it would look for one for ever. */
  @Test
  void aCloseThatWaitsForNothingLeavesTheTurnsToWhoDrives() {
    for (int i = 0; i < ROUNDS; i++) {
      AsyncRuntime runtime = AsyncRuntime.deterministic(Schedule.randomWalk(i)).build();
      Gate gate = new Gate();
      Thread blocked =
          Waits.start(
              () ->
                  assertThatThrownBy(() -> runtime.blockOn(gate))
                      .isInstanceOf(IllegalStateException.class));
      gate.awaitReached();
      runtime.shutdownTimeout(Duration.ZERO);
      Waits.join(blocked);
    }
  }
}
