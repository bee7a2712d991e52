package dev.weft;

import java.time.Duration;

/**
 * The numbers of one worker at about one moment. All but the depth only grow.
 *
 * @param polls polls of tasks that it has begun
 * @param stolenTasks tasks that it took from other workers
 * @param steals how often it took some
 * @param overflows how often its queue was full, so that tasks went to the global queue
 * @param parks how often it went to sleep; greater than {@code unparks} while it sleeps
 * @param unparks how often it woke up
 * @param noopWakes how often it woke up and went to sleep again without having polled a task
 * @param budgetYields how often a task had spent its budget and had to let others run
 * @param queueDepth tasks that wait in its own queue
 * @param busyTime how long it was awake; the clock is read when it goes to sleep and when it wakes
 *     up, and not for each task
 * @see RuntimeMetrics
 */
public record WorkerMetrics(
    long polls,
    long stolenTasks,
    long steals,
    long overflows,
    long parks,
    long unparks,
    long noopWakes,
    long budgetYields,
    long queueDepth,
    Duration busyTime) {
  /**
   * The time for one poll, with what it takes to find and queue tasks.
   *
   * @return the busy time divided by the polls; zero without polls
   */
  public Duration meanPollTime() {
    return polls == 0 ? Duration.ZERO : busyTime.dividedBy(polls);
  }
}
