package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import org.junit.jupiter.api.Test;

/** What a test may have as parameters. */
final class ParametersTest {
  static final class Taking {
    private TestRuntime before;

    @AsyncBeforeEach
    void before(TestRuntime runtime) {
      await(yieldNow());
      before = runtime;
    }

    @AsyncTest(seed = 5)
    void takes(TestRuntime runtime) {
      assertThat(await(runtime.spawn(ready("x")))).isEqualTo("x");
      assertThat(runtime).isSameAs(before);
      assertThat(runtime.handle().name()).isEqualTo("Taking.takes(TestRuntime)");
      assertThat(AsyncRuntime.current().name()).isEqualTo("Taking.takes(TestRuntime)");
      assertThat(runtime.seed()).isEqualTo(5);
      assertThat(runtime.random()).isSameAs(runtime.random());
      assertThat(runtime.dumpTasks()).isEmpty();
      assertThat(runtime.findDeadlocks()).isEmpty();
      assertThat(runtime.metrics().spawnedTasks()).isEqualTo(1);
    }
  }

  @Test
  void theRuntimeIsGiven() {
    assertThat(Samples.passed(Taking.class)).containsExactly("deterministic, seed 5");
  }

  static final class TooEarly {
    TooEarly(TestRuntime runtime) {}

    @AsyncTest
    void never() {}
  }

  @Test
  void aConstructorIsToldThatItIsTooEarly() {
    assertThat(Samples.failure(TooEarly.class))
        .hasMessage(
            "TestRuntime is a parameter of dev.weft.junit5.ParametersTest$TooEarly, where there is"
                + " no runtime yet; take it as a parameter of the test or of a method that runs"
                + " before each one");
  }
}
