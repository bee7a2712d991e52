package dev.weft.internal.task;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * When tasks were spawned, about, so that none has to note it: who wants to know the age of one is
 * rare, and tasks are many.
 *
 * <p>Tasks have numbers in the order in which they are made. So it does to write down, now and
 * then, the time and the number that comes next: a task was made before the first note with a
 * higher number. What that gives is never more than the true age, and less by no more than the time
 * between two notes. That is {@link #PERIOD}; when there are too many notes, those are dropped
 * without which it is still a small part of the age, {@link #PARTS}.
 *
 * <p>Workers look in when they get up, and so does the watchdog, while it watches. Whoever comes
 * too early reads one number.
 */
public final class Births {
  /** Nanoseconds between two notes. */
  static final long PERIOD = 10_000_000;

  /** What an age is rounded down by is at most about so small a part of it. */
  static final int PARTS = 32;

  /** More than {@link #PARTS} times the logarithm of 292 years in periods. */
  static final int CAPACITY = 1024;

  private final LongSupplier nextNumber;

  // Guarded by this.
  private final long[] numbers = new long[CAPACITY];
  private final long[] times = new long[CAPACITY];
  private int size;

  /** When there may be another note. */
  private volatile long due = System.nanoTime();

  /** No notes. */
  Births(LongSupplier nextNumber) {
    this.nextNumber = nextNumber;
  }

  /**
   * Takes a note, if the last one is old enough and tasks were made since.
   *
   * @param now in the terms of {@link System#nanoTime}
   */
  public void look(long now) {
    if (now - due >= 0) {
      note(now);
    }
  }

  private synchronized void note(long now) {
    long number = nextNumber.getAsLong();
    if (now - due < 0 || (size > 0 && numbers[size - 1] == number)) {
      return;
    }
    if (size == CAPACITY) {
      thin(now);
    }
    numbers[size] = number;
    times[size++] = now;
    due = now + PERIOD;
  }

  /** Drops each note between two others that are close together for their age. */
  private void thin(long now) {
    int kept = 1;
    for (int i = 1; i < size - 1; i++) {
      if (times[i + 1] - times[kept - 1] > (now - times[i + 1]) / PARTS) {
        numbers[kept] = numbers[i];
        times[kept++] = times[i];
      }
    }
    numbers[kept] = numbers[size - 1];
    times[kept++] = times[size - 1];
    size = kept;
  }

  /**
   * How long ago a task was made, at least.
   *
   * @param number the number of the task
   * @param now in the terms of {@link System#nanoTime}
   * @return nanoseconds, not negative
   */
  public synchronized long age(long number, long now) {
    int found = Arrays.binarySearch(numbers, 0, size, number + 1);
    int note = found < 0 ? -found - 1 : found;
    return note == size ? 0 : Math.max(0, now - times[note]);
  }
}
