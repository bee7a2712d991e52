package dev.weft.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs sample classes by JUnit and looks at what comes of them. */
final class Samples {
  private Samples() {}

  /** Runs a class. */
  static EngineExecutionResults run(Class<?> sample) {
    return run(sample, Map.of());
  }

  /** Runs a class with parameters of JUnit's configuration. */
  static EngineExecutionResults run(Class<?> sample, Map<String, String> configuration) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameters(configuration)
        .selectors(selectClass(sample))
        .execute();
  }

  /** Runs a class, all of whose tests must pass; returns their names. */
  static List<String> passed(Class<?> sample) {
    EngineExecutionResults results = run(sample);
    assertThat(failures(results)).isEmpty();
    return namesOf(results.testEvents().succeeded().list());
  }

  /** Runs a class, one of whose tests must fail; returns how. */
  static Throwable failure(Class<?> sample) {
    return only(run(sample));
  }

  /** The only failure. */
  static Throwable only(EngineExecutionResults results) {
    List<Throwable> failures = failures(results);
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  /** How tests and containers have failed. */
  static List<Throwable> failures(EngineExecutionResults results) {
    return results.allEvents().finished().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
        .map(result -> result.getThrowable().orElseThrow())
        .toList();
  }

  /** The names that tests are shown under. */
  static List<String> namesOf(List<Event> events) {
    return events.stream().map(event -> event.getTestDescriptor().getDisplayName()).toList();
  }
}
