package dev.weft.junit5;

import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.Schedule;
import dev.weft.internal.junit.TestBed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** One run of a test on a runtime of its own, from the first method before it to the end. */
final class TestRun {
  private final TestPlan plan;
  private final Seeded run;
  private final UnseenFailures unseen = new UnseenFailures();
  private final AsyncRuntime runtime;
  private final TestBed bed;
  private final TestRuntime handle;

  private TestRun(TestPlan plan, Seeded run) {
    this.plan = plan;
    this.run = run;
    runtime = builder().uncaughtExceptionHandler(unseen).build();
    bed = TestBed.of(runtime);
    handle = new TestRuntime(runtime, run.seed());
  }

  /** Makes the runtime of a run. */
  static TestRun start(TestPlan plan, Seeded run) {
    return new TestRun(plan, run);
  }

  private AsyncRuntime.Builder builder() {
    Schedule schedule = run.schedule();
    AsyncRuntime.Builder builder =
        schedule == null ? withSeed() : AsyncRuntime.deterministic(schedule);
    return builder.name(TestNames.of(plan.method()));
  }

  private AsyncRuntime.Builder withSeed() {
    AsyncRuntime.Builder builder =
        run.flavor() == Flavor.MULTI_THREAD
            ? AsyncRuntime.multiThread()
            : AsyncRuntime.currentThread().startPaused(plan.startPaused());
    if (run.flavor() == Flavor.MULTI_THREAD && plan.workers() > 0) {
      builder.workerThreads(plan.workers());
    }
    return builder.seed(run.seed());
  }

  /** The runtime for the test. */
  TestRuntime handle() {
    return handle;
  }

  /** Runs a method in the runtime's context, and not for longer than it may take. */
  <T extends @Nullable Object> T in(Method method, Body<T> body) throws Throwable {
    return limited(
        TestNames.of(method),
        () -> {
          Weaving.check(method);
          TestBed.Stay stay = bed.enter();
          try {
            return body.run();
          } finally {
            stay.close();
          }
        });
  }

  /**
   * Ends the run.
   *
   * @param failure how the test has failed; null if it hasn't
   * @throws Throwable if it fails now
   */
  void end(@Nullable Throwable failure) throws Throwable {
    limited(
        "the end of " + TestNames.of(plan.method()),
        () -> {
          close(failure);
          return null;
        });
  }

  /** What is alive after a failure is so because of that. */
  private void close(@Nullable Throwable failure) {
    Optional<AssertionError> left = failure == null ? Leftovers.of(runtime) : Optional.empty();
    runtime.close();
    Optional<AssertionError> failed = unseen.asOne(failure);
    left.ifPresent(
        alive -> {
          failed.ifPresent(alive::addSuppressed);
          throw alive;
        });
    failed.ifPresent(
        thrown -> {
          throw thrown;
        });
  }

  private <T extends @Nullable Object> T limited(String what, Body<T> body) throws Throwable {
    Thread thread = Thread.currentThread();
    try {
      return TimeLimit.run(plan.limit(), () -> report(what, thread), body);
    } catch (TestAbortedException e) {
      throw e;
    } catch (Throwable t) {
      if (run.named()) {
        FoundWithSeed.tell(t, plan.method(), run);
      }
      throw t;
    }
  }

  /** What is going on, for whoever asks why something doesn't end. */
  private String report(String what, Thread thread) {
    List<String> waits = bed.waits();
    return Stream.of(
            Stream.of(what + " took longer than " + TimeSpan.format(plan.limit())),
            waits.isEmpty() ? Stream.of(stackOf(thread)) : waits.stream(),
            runtime.findDeadlocks().stream(),
            runtime.dumpTasks().stream())
        .flatMap(part -> part)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private static String stackOf(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .takeWhile(line -> !line.getClassName().equals(TimeLimit.class.getName()))
        .map(line -> "\n\tat " + withoutLoader(line))
        .collect(Collectors.joining("", "thread " + thread.getName() + " runs", ""));
  }

  private static StackTraceElement withoutLoader(StackTraceElement line) {
    return new StackTraceElement(
        line.getClassName(), line.getMethodName(), line.getFileName(), line.getLineNumber());
  }
}
