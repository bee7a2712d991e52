package dev.weft.junit5;

import dev.weft.Flavor;
import dev.weft.Schedule;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What an {@link AsyncTest} asks for, once the system properties have had their say.
 *
 * @param method the test
 * @param flavors the kinds of runtime, at least one
 * @param workers the number of workers, 0 for one a processor
 * @param startPaused whether the time stands still at first
 * @param limit how long each method may take
 * @param seeds the seeds of the runs
 */
record TestPlan(
    Method method,
    List<Flavor> flavors,
    int workers,
    boolean startPaused,
    Duration limit,
    Seeds seeds) {
  /** The plan of the test that is about to run; wrong settings are told of by exceptions. */
  static TestPlan of(ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    AsyncTest test = AnnotationSupport.findAnnotation(method, AsyncTest.class).orElseThrow();
    try {
      return of(method, test);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "@AsyncTest on " + TestNames.of(method) + ": " + e.getMessage(), e);
    }
  }

  private static TestPlan of(Method method, AsyncTest test) {
    Seeds seeds = Seeds.of(test);
    List<Flavor> flavors =
        test.flavor().length == 0 ? List.of(usual(seeds)) : List.of(test.flavor());
    boolean hasWorkers = flavors.contains(Flavor.MULTI_THREAD);
    Checks.that(test.workers() >= 0, "workers must not be negative: " + test.workers());
    Checks.that(
        test.workers() == 0 || hasWorkers,
        "workers are for flavor = MULTI_THREAD; other runtimes have none");
    Checks.that(
        !test.startPaused() || !hasWorkers,
        "the time of a multi-thread runtime can't stand still; remove startPaused, or choose"
            + " another flavor");
    return new TestPlan(
        method, flavors, test.workers(), test.startPaused(), TimeSpan.parse(test.timeout()), seeds);
  }

  /** Seeds make a difference on a deterministic runtime most of all. */
  private static Flavor usual(Seeds seeds) {
    return seeds.asked() ? Flavor.DETERMINISTIC : Flavor.CURRENT_THREAD;
  }

  /** The runs in their order; each is to be over before the next one is asked for. */
  Runs runs() {
    return new Runs(flavors, seeds);
  }

  /** Whether there is more than one run. */
  boolean hasManyRuns() {
    return flavors.size() > 1 || seeds.areMany(flavors.get(0));
  }

  /** A run around others, whose schedule is none of theirs. */
  Seeded outer() {
    Flavor flavor = flavors.get(0);
    return flavor == Flavor.DETERMINISTIC
        ? Seeded.of(Schedule.randomWalk(seeds.first()), true)
        : Seeded.of(flavor, seeds.first(), seeds.asked());
  }
}
