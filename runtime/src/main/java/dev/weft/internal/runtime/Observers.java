package dev.weft.internal.runtime;

import dev.weft.internal.inspect.DumpSignal;
import dev.weft.internal.inspect.TaskDumps;
import dev.weft.internal.metrics.Jmx;
import dev.weft.internal.scheduler.RuntimeScheduler;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.watchdog.Watch;
import dev.weft.internal.watchdog.Watchdog;
import dev.weft.signal.SignalKind;
import dev.weft.task.SlowPoll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What looks at a runtime from outside.
 *
 * @param jmx whether it is shown in JMX
 * @param dumpSignal the signal at which its tasks are dumped; null for that of the property
 * @param slowPollThreshold how long a poll may take; zero if nobody is to look
 * @param onSlowPoll is told of those that take longer
 * @param failures is told of hooks that throw
 */
record Observers(
    boolean jmx,
    @Nullable SignalKind dumpSignal,
    Duration slowPollThreshold,
    Consumer<? super SlowPoll> onSlowPoll,
    FailureReporter failures) {
  private static final @Nullable String DUMP_SIGNAL = System.getProperty("weft.dump.signal");

  /**
   * Begins to look.
   *
   * @return how to end that
   * @throws UnsupportedOperationException if there is no such signal
   */
  List<Runnable> begin(RuntimeScheduler scheduler) {
    List<Runnable> ends = new ArrayList<>();
    if (dumpSignal != null) {
      ends.add(listen(scheduler, dumpSignal));
    } else if (DUMP_SIGNAL != null) {
      ends.add(listenIfPossible(scheduler, DUMP_SIGNAL));
    }
    if (jmx) {
      ends.add(
          Jmx.show(scheduler.name(), scheduler::metrics, () -> TaskDumps.of(scheduler.strands())));
    }
    if (!slowPollThreshold.isZero()) {
      ends.add(watch(scheduler));
    }
    return ends;
  }

  private static Runnable listen(RuntimeScheduler scheduler, SignalKind signal) {
    return DumpSignal.listen(scheduler.name(), scheduler::strands, signal, Observers::print)::close;
  }

  /** The stream that is in place now. */
  private static void print(String dump) {
    System.err.println(dump);
  }

  /** Who misspells a property gets the program all the same. */
  private static Runnable listenIfPossible(RuntimeScheduler scheduler, String signal) {
    try {
      return listen(scheduler, new SignalKind(signal));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      logger()
          .log(
              System.Logger.Level.WARNING,
              "tasks aren't dumped at the signal that the system property weft.dump.signal names: "
                  + e.getMessage());
      return () -> {};
    }
  }

  private Runnable watch(RuntimeScheduler scheduler) {
    Watch watch =
        new Watch(
            scheduler.meters(), scheduler::task, slowPollThreshold, this::tell, scheduler::relieve);
    Watchdog.SHARED.add(watch);
    return () -> Watchdog.SHARED.remove(watch);
  }

  private void tell(SlowPoll poll) {
    try {
      onSlowPoll.accept(poll);
    } catch (Throwable t) {
      failures.report("the hook onSlowPoll", t);
    }
  }

  /** Tells of a poll where nobody else wants to know. */
  static void log(SlowPoll poll) {
    logger()
        .log(
            System.Logger.Level.WARNING,
            poll
                + "; other tasks wait meanwhile: do what blocks inside spawnBlocking(...), and await"
                + " yieldNow() in long computations");
  }

  /** Looked up when there is something to say: a JVM's first logger takes it many milliseconds. */
  private static System.Logger logger() {
    return System.getLogger("dev.weft");
  }
}
