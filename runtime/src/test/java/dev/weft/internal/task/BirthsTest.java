package dev.weft.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BirthsTest {
  private long next = 1;
  private final Births births = new Births(() -> next);
  private long now = System.nanoTime() + Births.PERIOD;

  /** Makes a task; returns its number. */
  private long make() {
    return next++;
  }

  @Test
  void aTaskIsAsOldAsTheFirstNoteAfterIt() {
    long task = make();
    births.look(now);
    assertThat(births.age(task, now + 7)).isEqualTo(7);
  }

  @Test
  void aTaskThatNoNoteHasSeenIsNew() {
    births.look(now);
    assertThat(births.age(make(), now + 7)).isZero();
  }

  @Test
  void notesAreAPeriodApart() {
    births.look(now);
    long task = make();
    births.look(now + Births.PERIOD - 1);
    assertThat(births.age(task, now + Births.PERIOD)).isZero();
    births.look(now + Births.PERIOD);
    assertThat(births.age(task, now + Births.PERIOD + 3)).isEqualTo(3);
  }

  /** They would say nothing new, and push out those that do. */
  @Test
  void nothingIsNotedWhereNoTaskWasMade() {
    long task = make();
    births.look(now);
    for (int i = 1; i < 10 * Births.CAPACITY; i++) {
      births.look(now + i * Births.PERIOD);
    }
    assertThat(births.age(task, now + 5)).isEqualTo(5);
  }

  @Test
  void centuriesHavePlace() {
    long task = make();
    births.look(now);
    long step = Births.PERIOD;
    long begin = now;
    while (now - begin < Long.MAX_VALUE / 2) {
      make();
      now += step;
      births.look(now);
      step += step / 100;
    }
    assertThat(births.age(task, now)).isEqualTo(now - begin);
  }

  @Test
  void agesAreNeverTooHighAndGrowLessExactInProportion() {
    Random random = new Random(1);
    int tasks = 20 * Births.CAPACITY;
    long[] made = new long[tasks];
    for (int i = 0; i < tasks; i++) {
      made[(int) make() - 1] = now;
      now += Births.PERIOD + random.nextInt(1_000);
      births.look(now);
    }
    for (int i = 0; i < tasks; i++) {
      long age = now - made[i];
      assertThat(births.age(i + 1, now))
          .isBetween(age - age / Births.PARTS - 2 * Births.PERIOD, age);
    }
  }
}
