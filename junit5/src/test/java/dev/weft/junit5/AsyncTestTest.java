package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.Weft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What an async test is to JUnit, and which code of it is on its runtime. */
final class AsyncTestTest {
  /** What samples have noted, in order. */
  private static final List<Object> NOTES = new ArrayList<>();

  @BeforeEach
  void forget() {
    NOTES.clear();
  }

  @Async
  private static Future<String> name() {
    await(yieldNow());
    return Weft.ready(Thread.currentThread().getName());
  }

  static final class Awaiting {
    @AsyncTest
    void body() {
      NOTES.add(await(name()));
      NOTES.add(await(spawn(name())));
    }
  }

  @Test
  void theBodyAndItsTasksRunOnTheThreadOfTheTest() {
    assertThat(Samples.passed(Awaiting.class)).containsExactly("current-thread");
    String here = Thread.currentThread().getName();
    assertThat(NOTES).containsExactly(here, here);
  }

  static final class OnWorkers {
    @AsyncTest(flavor = Flavor.MULTI_THREAD, workers = 3)
    void body(TestRuntime runtime) {
      NOTES.add(runtime.metrics().workers().size());
      NOTES.add(await(spawn(name())).replaceAll("\\d+", "N"));
    }
  }

  @Test
  void tasksOfAMultiThreadRuntimeRunOnItsWorkers() {
    assertThat(Samples.passed(OnWorkers.class)).containsExactly("multi-thread");
    assertThat(NOTES).containsExactly(3, "weft-worker-N");
  }

  static final class OnBoth {
    @AsyncTest(flavor = {Flavor.MULTI_THREAD, Flavor.CURRENT_THREAD})
    void body(TestRuntime runtime) {
      NOTES.add(this);
      NOTES.add(AsyncRuntime.current());
    }
  }

  @Test
  void eachRunHasAnObjectAndARuntimeOfItsOwn() {
    assertThat(Samples.passed(OnBoth.class)).containsExactly("multi-thread", "current-thread");
    assertThat(NOTES).hasSize(4).doesNotHaveDuplicates();
  }

  static class Surrounded {
    private final List<Object> runtimes = new ArrayList<>();

    private void note(String where) {
      NOTES.add(where);
      runtimes.add(AsyncRuntime.current());
      assertThat(runtimes).containsOnly(runtimes.get(0));
    }

    @AsyncBeforeEach
    void before() {
      await(yieldNow());
      note("before");
    }

    @AsyncTest
    void body() {
      await(yieldNow());
      note("body");
    }

    @AsyncAfterEach
    void after() {
      await(yieldNow());
      note("after");
    }

    @AfterEach
    void plainAfter() {
      note("plain after");
    }
  }

  @Test
  void methodsAroundATestAreOnItsRuntime() {
    Samples.passed(Surrounded.class);
    assertThat(NOTES).containsExactlyInAnyOrder("before", "body", "after", "plain after");
    assertThat(NOTES).startsWith("before", "body");
  }

  static final class Inheriting extends Surrounded implements Contract {
    @Nested
    class Inner {
      @AsyncTest
      void inside() {
        await(yieldNow());
        NOTES.add("inside");
      }
    }
  }

  interface Contract {
    @AsyncTest
    default void holds() {
      await(yieldNow());
      NOTES.add("holds");
    }
  }

  @Test
  void testsAreInheritedAndNested() {
    Samples.passed(Inheriting.class);
    assertThat(NOTES)
        .containsOnlyOnce("body", "holds", "inside")
        .filteredOn("before"::equals)
        .hasSize(3);
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static final class Shared {
    @AsyncTest
    void first() {
      await(yieldNow());
      NOTES.add(this);
    }

    @AsyncTest
    void second() {
      await(yieldNow());
      NOTES.add(this);
    }
  }

  @Test
  void allTestsOfAClassMayShareAnObject() {
    Samples.passed(Shared.class);
    assertThat(NOTES).hasSize(2).containsOnly(NOTES.get(0));
  }

  static final class Annotated {
    @AsyncTest
    @Disabled("not today")
    void disabled() {
      await(yieldNow());
      NOTES.add("disabled");
    }

    @AsyncTest
    @DisplayName("by another name")
    void named(TestInfo info) {
      await(yieldNow());
      NOTES.add(info.getTestMethod().orElseThrow().getName());
    }
  }

  @Test
  void otherAnnotationsKeepTheirMeaning() {
    EngineExecutionResults results = Samples.run(Annotated.class);
    assertThat(Samples.namesOf(results.allEvents().started().list())).contains("by another name");
    assertThat(results.allEvents().skipped().list()).hasSize(1);
    assertThat(NOTES).containsExactly("named");
  }

  static final class Comparing {
    @AsyncTest
    void compares() {
      await(yieldNow());
      assertEquals("this", "that");
    }
  }

  @Test
  void aFailureComesOutAsItIs() {
    Throwable failure = Samples.failure(Comparing.class);
    assertThat(failure).isInstanceOf(AssertionFailedError.class).hasNoSuppressedExceptions();
    assertThat(((AssertionFailedError) failure).getExpected().getValue()).isEqualTo("this");
    assertThat(failure.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("compares");
  }

  static final class Throwing {
    @AsyncTest
    void loads() throws IOException {
      await(yieldNow());
      throw new IOException("no disk");
    }
  }

  @Test
  void aCheckedExceptionComesOutAsItIs() {
    assertThat(Samples.failure(Throwing.class)).isInstanceOf(IOException.class);
  }

  static final class Assuming {
    @AsyncTest(repeat = 2)
    void assumes() {
      await(yieldNow());
      throw new TestAbortedException("not here");
    }
  }

  @Test
  void anAssumptionThatDoesNotHoldIsNoFailure() {
    EngineExecutionResults results = Samples.run(Assuming.class);
    assertThat(Samples.failures(results)).isEmpty();
    assertThat(results.testEvents().aborted().list())
        .hasSize(2)
        .extracting(event -> event.getRequiredPayload(TestExecutionResult.class))
        .allSatisfy(
            result ->
                assertThat(result.getThrowable().orElseThrow())
                    .hasMessage("not here")
                    .hasNoSuppressedExceptions());
  }

  static final class FailingBefore {
    @AsyncBeforeEach
    void before() throws IOException {
      await(yieldNow());
      throw new IOException("no server");
    }

    @AsyncTest
    void body() {
      NOTES.add("body");
    }

    @AsyncAfterEach
    void after() {
      await(yieldNow());
      NOTES.add("after");
    }
  }

  @Test
  void whatFailsBeforeATestKeepsItFromRunningAndIsCleanedUpAfter() {
    assertThat(Samples.failure(FailingBefore.class)).hasMessage("no server");
    assertThat(NOTES).containsExactly("after");
  }

  static final class BesidePlainTests {
    @AsyncBeforeEach
    void before() {}

    @Test
    void plain() {}
  }

  @Test
  void methodsAroundPlainTestsHaveNoRuntime() {
    assertThat(Samples.failure(BesidePlainTests.class))
        .hasMessageStartingWith("[WEFT-123] the test ")
        .hasMessageContaining("without a runtime");
  }
}
