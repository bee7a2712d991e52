package dev.weft.interop;

import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** Runs classes of the compatibility kit of Reactive Streams, which TestNG knows how to run. */
final class Kit {
  /** How long the kit waits for what must happen; few of its tests wait as long in any case. */
  private static final int PATIENCE_MILLIS = 3000;

  /** How long it waits to see that something doesn't happen, each time. */
  private static final int SILENCE_MILLIS = 50;

  private final TestListenerAdapter results = new TestListenerAdapter();

  private Kit() {}

  static TestEnvironment environment() {
    return new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS, false);
  }

  /** Runs all tests of a class. */
  static Kit run(Class<?> verification) {
    Kit kit = new Kit();
    TestNG testng = new TestNG(false);
    testng.setVerbose(0);
    testng.setTestClasses(new Class<?>[] {verification});
    testng.addListener(kit.results);
    testng.run();
    return kit;
  }

  int passed() {
    return results.getPassedTests().size();
  }

  /** What has failed, and why. */
  List<String> failed() {
    List<String> failed = new ArrayList<>();
    for (ITestResult result : results.getFailedTests()) {
      failed.add(result.getName() + ": " + result.getThrowable());
    }
    return failed;
  }

  /** What the kit has left out, as it doesn't concern this one. */
  List<String> skipped() {
    return results.getSkippedTests().stream().map(ITestResult::getName).toList();
  }
}
