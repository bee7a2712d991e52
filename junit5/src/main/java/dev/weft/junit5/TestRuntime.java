package dev.weft.junit5;

import dev.weft.AsyncRuntime;
import dev.weft.Deadlock;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.RuntimeHandle;
import dev.weft.RuntimeMetrics;
import dev.weft.task.TaskDump;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of one run of a test, as a parameter of {@link AsyncTest}, {@link AsyncBeforeEach}
 * and {@link AsyncAfterEach} methods. Safe from any thread.
 *
 * <pre>{@code
 * @AsyncTest(repeat = 100)
 * void survivesDelays(TestRuntime runtime) {
 *   await(sleep(Duration.ofMillis(runtime.random().nextInt(100))));
 * }
 * }</pre>
 */
public final class TestRuntime {
  private final AsyncRuntime runtime;
  private final long seed;
  private final RandomGenerator random;

  TestRuntime(AsyncRuntime runtime, long seed) {
    this.runtime = runtime;
    this.seed = seed;
    random = new Random(seed);
  }

  /**
   * The runtime for those who want its handle.
   *
   * @return a handle, which doesn't keep the runtime open
   */
  public RuntimeHandle handle() {
    return runtime.handle();
  }

  /**
   * Starts a future as a task, at once and in the background.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return the task's handle
   */
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
    return runtime.spawn(future);
  }

  /**
   * The numbers of the runtime.
   *
   * @return the numbers at about this moment
   */
  public RuntimeMetrics metrics() {
    return runtime.metrics();
  }

  /**
   * Looks at all live tasks; see {@link RuntimeHandle#dumpTasks}.
   *
   * @return a dump for each task that has not ended
   */
  public List<TaskDump> dumpTasks() {
    return runtime.dumpTasks();
  }

  /**
   * Looks for tasks that wait for one another; see {@link RuntimeHandle#findDeadlocks}.
   *
   * @return the circles
   */
  public List<Deadlock> findDeadlocks() {
    return runtime.findDeadlocks();
  }

  /**
   * What the random choices of this run are made from.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * Random numbers that are the same each time the test runs with this seed, as long as it takes
   * them in the same order.
   *
   * @return always the same generator
   */
  public RandomGenerator random() {
    return random;
  }

  @Override
  public String toString() {
    return runtime + ", seed " + seed;
  }
}
