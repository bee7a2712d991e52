package dev.weft.it.cancel.model;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Exploration;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random programs of scopes, time-outs, shields, joins, locks and channels, which abort, time out
 * and fail one another. After each run every {@code finally} has run once and on its own task, no
 * child has outlived its scope, all permits and places are back, all locks are free, and every
 * message was received, is in the channel or has come back.
 *
 * <p>{@code -Dweft.model.seeds=20000} says how many, {@code -Dweft.model.seed=17} which is the
 * first.
 */
@Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CancellationModelTest {
  private static final System.Logger LOG = System.getLogger(CancellationModelTest.class.getName());
  private static final int SEEDS = Integer.getInteger("weft.model.seeds", 300);
  private static final long FIRST = Long.getLong("weft.model.seed", 0);

  /** Longer than anything that doesn't wait for ever. */
  private static final Duration END = Duration.ofHours(1);

  private final Coverage coverage = new Coverage();

  @Test
  void nothingIsLostByACancellation() {
    Iterator<Schedule> schedules = Exploration.MIXED.schedules(FIRST);
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      run(seed, schedules.next());
    }
    LOG.log(System.Logger.Level.INFO, "{0} seeds from {1}\n{2}", SEEDS, FIRST, coverage);
    assertThat(coverage.cancellations().keySet())
        .contains("acquire", "lock", "pause", "receive", "reserve", "scope", "send", "timeout");
  }

  private void run(long seed, Schedule schedule) {
    List<Throwable> reports = new ArrayList<>();
    World world = new World(coverage);
    Node program = new Programs(new SplittableRandom(seed)).next();
    try (AsyncRuntime runtime = builder(schedule, reports).build()) {
      runtime.blockOn(async(() -> await(running(world, program))));
      world.check();
    } catch (Throwable t) {
      throw new AssertionError(
          "-Dweft.model.seed=%d -Dweft.model.seeds=1 fails: %s%n%s".formatted(seed, t, program), t);
    }
    assertThat(reports).as("seed %d", seed).allMatch(Expected.class::isInstance);
  }

  private static AsyncRuntime.Builder builder(Schedule schedule, List<Throwable> reports) {
    return AsyncRuntime.deterministic(schedule)
        .uncaughtExceptionHandler((task, failure) -> reports.add(failure));
  }

  @Async
  private static Future<Void> running(World world, Node program) throws TimeoutException {
    JoinHandle<Void> root = spawn(timeout(END, Branches.asTask(world, program)));
    await(root.outcome());
    for (JoinHandle<?> task : List.copyOf(world.tasks())) {
      await(task.outcome());
    }
    return ready();
  }
}
