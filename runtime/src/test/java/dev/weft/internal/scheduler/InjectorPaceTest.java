package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InjectorPaceTest {
  private final InjectorPace pace = new InjectorPace(Pace.TUNED);
  private long now = -1_000;

  private void batch(int tasks, long nanosEach) {
    for (int i = 0; i < tasks; i++) {
      pace.count();
    }
    now += tasks * nanosEach;
    pace.measure(now);
  }

  @Test
  void looksEverySixtyOneTasksBeforeAnythingIsKnown() {
    assertThat(pace.interval()).isEqualTo(61);
  }

  @Test
  void oneLookTakesAsLongWhateverTheTasksTake() {
    pace.begin(now);
    batch(1_000, 10_000);
    assertThat(pace.interval()).isEqualTo(20);
    batch(1_000, 4_000);
    assertThat(pace.interval()).isEqualTo(50);
  }

  @Test
  void hasItsLimits() {
    pace.begin(now);
    batch(1_000, 1);
    assertThat(pace.interval()).isEqualTo(127);
    batch(1_000, 1_000_000_000);
    assertThat(pace.interval()).isEqualTo(2);
  }

  @Test
  void aFewTasksCountForLittle() {
    pace.begin(now);
    batch(1_000, 10_000);
    batch(1, 20_000);
    assertThat(pace.interval()).isEqualTo(20);
    batch(7, 20_000);
    assertThat(pace.interval()).isBetween(11, 17);
  }

  @Test
  void sleepDoesNotCount() {
    pace.begin(now);
    batch(1_000, 10_000);
    now += 1_000_000_000;
    pace.begin(now);
    batch(61, 10_000);
    assertThat(pace.interval()).isEqualTo(20);
  }

  @Test
  void aPaceThatWasChosenStays() {
    InjectorPace chosen = new InjectorPace(7);
    chosen.begin(0);
    chosen.count();
    chosen.measure(1_000_000_000);
    assertThat(chosen.interval()).isEqualTo(7);
  }

  @Test
  void aBatchWithoutTasksChangesNothing() {
    pace.begin(now);
    batch(0, 0);
    now += 1_000_000;
    pace.measure(now);
    assertThat(pace.interval()).isEqualTo(61);
  }
}
