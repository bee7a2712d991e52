package dev.weft;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The numbers of a runtime at about one moment: nothing stops while they are read, so they need not
 * fit together exactly.
 *
 * @param name the runtime's name
 * @param workers the numbers of each worker; of a runtime without worker threads there is one, the
 *     thread that runs its tasks at the time
 * @param aliveTasks tasks that were spawned and have not ended
 * @param spawnedTasks tasks that were spawned, blocking work and eager methods included
 * @param globalQueueDepth tasks from outside that no worker has taken yet
 * @param blockingThreads threads for blocking work
 * @param idleBlockingThreads those of them that wait for work
 * @param blockingQueueDepth blocking work that waits for a thread
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/struct.RuntimeMetrics.html">Tokio's
 *     RuntimeMetrics</a>
 */
public record RuntimeMetrics(
    String name,
    List<WorkerMetrics> workers,
    long aliveTasks,
    long spawnedTasks,
    long globalQueueDepth,
    int blockingThreads,
    int idleBlockingThreads,
    int blockingQueueDepth) {
  /** Copies the list. */
  public RuntimeMetrics {
    workers = List.copyOf(workers);
  }

  /**
   * Polls of tasks on all workers.
   *
   * @return the sum
   */
  public long polls() {
    return sum(WorkerMetrics::polls);
  }

  /**
   * Tasks that workers took from one another.
   *
   * @return the sum
   */
  public long stolenTasks() {
    return sum(WorkerMetrics::stolenTasks);
  }

  /**
   * How often queues of workers were full.
   *
   * @return the sum
   */
  public long overflows() {
    return sum(WorkerMetrics::overflows);
  }

  /**
   * How often workers went to sleep.
   *
   * @return the sum
   */
  public long parks() {
    return sum(WorkerMetrics::parks);
  }

  /**
   * How often workers woke up for nothing.
   *
   * @return the sum
   */
  public long noopWakes() {
    return sum(WorkerMetrics::noopWakes);
  }

  /**
   * How often tasks had spent their budget.
   *
   * @return the sum
   */
  public long budgetYields() {
    return sum(WorkerMetrics::budgetYields);
  }

  /**
   * Tasks that wait in the queues of workers.
   *
   * @return the sum
   */
  public long localQueueDepth() {
    return sum(WorkerMetrics::queueDepth);
  }

  /**
   * How long workers were awake.
   *
   * @return the sum
   */
  public Duration busyTime() {
    return workers.stream().map(WorkerMetrics::busyTime).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The time for one poll, with what it takes to find and queue tasks.
   *
   * @return the busy time divided by the polls; zero without polls
   */
  public Duration meanPollTime() {
    return polls() == 0 ? Duration.ZERO : busyTime().dividedBy(polls());
  }

  private long sum(ToLongFunction<WorkerMetrics> number) {
    return workers.stream().mapToLong(number).sum();
  }
}
