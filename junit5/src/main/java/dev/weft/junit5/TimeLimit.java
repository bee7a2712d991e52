package dev.weft.junit5;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a piece of a test ends: when its time is over, notes what was going on, and
 * interrupts its thread. If it doesn't end then either, what was noted goes to the log.
 */
final class TimeLimit {
  private static final Duration LAST_CALL = Duration.ofSeconds(5);
  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final Thread thread = Thread.currentThread();
  private final Supplier<String> report;
  private Future<?> alarm;

  /** What was going on; null until the time is over. */
  private @Nullable String overrun;

  private boolean ended;

  private TimeLimit(Duration limit, Supplier<String> report) {
    this.report = report;
    alarm = after(limit, this::ring);
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, TimeLimit::thread);
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "weft-test-timeout");
    thread.setDaemon(true);
    return thread;
  }

  private static Future<?> after(Duration span, Runnable action) {
    return WATCH.schedule(action, span.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Runs something on the calling thread.
   *
   * @param limit how long it may take
   * @param report tells, on another thread, what is going on
   * @throws TimeoutException with the report if it took longer
   */
  static <T extends @Nullable Object> T run(Duration limit, Supplier<String> report, Body<T> body)
      throws Throwable {
    TimeLimit watched = new TimeLimit(limit, report);
    T value;
    try {
      value = body.run();
    } catch (Throwable t) {
      watched.end(t);
      throw t;
    }
    watched.end(null);
    return value;
  }

  private synchronized void ring() {
    if (!ended) {
      alarm = after(LAST_CALL, this::giveUp);
      overrun = told();
      thread.interrupt();
    }
  }

  private String told() {
    try {
      return report.get();
    } catch (RuntimeException e) {
      return "it took too long, and what was going on can't be told: " + e;
    }
  }

  /** Whoever waits for the test is to see at least why it hangs. */
  private synchronized void giveUp() {
    if (!ended) {
      System.getLogger("dev.weft.junit5")
          .log(System.Logger.Level.ERROR, overrun + "\nAn interrupt didn't end it.");
    }
  }

  private synchronized void end(@Nullable Throwable failure) throws TimeoutException {
    ended = true;
    alarm.cancel(false);
    if (overrun != null) {
      Thread.interrupted();
      TimeoutException tooLong = new TimeoutException(overrun);
      if (failure != null) {
        tooLong.addSuppressed(failure);
      }
      throw tooLong;
    }
  }
}
