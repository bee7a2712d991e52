package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Async tests whose runs another annotation provides. */
final class TemplatesTest {
  private static final List<Object> NOTES = new ArrayList<>();
  private static final List<Object> RUNTIMES = new ArrayList<>();

  @BeforeEach
  void forget() {
    NOTES.clear();
    RUNTIMES.clear();
  }

  static final class Parameterized {
    @AsyncTest
    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void values(int size) {
      await(yieldNow());
      NOTES.add(size);
      RUNTIMES.add(AsyncRuntime.current());
    }

    @AsyncTest
    @ParameterizedTest
    @CsvSource({"a, 1", "b, 2"})
    void lines(String name, long number, TestRuntime runtime) {
      await(yieldNow());
      NOTES.add(name + number + runtime.seed());
      RUNTIMES.add(AsyncRuntime.current());
    }

    static Stream<Arguments> pairs() {
      return Stream.of(Arguments.of(1.5, List.of("x")), Arguments.of(2.5, List.of()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @AsyncTest
    void methods(double number, List<String> list) {
      await(yieldNow());
      NOTES.add(number + list.size());
      RUNTIMES.add(AsyncRuntime.current());
    }
  }

  @Test
  void parametersComeFromTheirSources() {
    assertThat(Samples.passed(Parameterized.class)).hasSize(6);
    assertThat(NOTES).containsExactlyInAnyOrder(1, 64, "a10", "b20", 2.5, 2.5);
    assertThat(RUNTIMES).hasSize(6).doesNotHaveDuplicates();
  }

  static final class Repeated {
    @AsyncTest
    @RepeatedTest(3)
    void body(RepetitionInfo info) {
      await(yieldNow());
      NOTES.add(info.getCurrentRepetition());
      RUNTIMES.add(AsyncRuntime.current());
    }
  }

  @Test
  void repetitionsAreJUnits() {
    assertThat(Samples.passed(Repeated.class)).hasSize(3);
    assertThat(NOTES).containsExactly(1, 2, 3);
    assertThat(RUNTIMES).doesNotHaveDuplicates();
  }

  static final class SeedsWithin {
    private final List<Object> own = new ArrayList<>();

    @AsyncBeforeEach
    void before() {
      await(yieldNow());
      own.add(AsyncRuntime.current());
      NOTES.add("before");
    }

    @AsyncTest(repeat = 3)
    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void body(String name, TestRuntime runtime) {
      await(yieldNow());
      NOTES.add(name + runtime.seed());
      own.add(AsyncRuntime.current());
    }

    @AsyncAfterEach
    void after() {
      await(yieldNow());
      NOTES.add("after");
      assertThat(own).hasSize(4).doesNotHaveDuplicates().startsWith(AsyncRuntime.current());
    }
  }

  @Test
  void seedsAreTriedWithinARunOfTheOther() {
    assertThat(Samples.passed(SeedsWithin.class)).hasSize(2);
    assertThat(NOTES)
        .containsExactly("before", "a0", "a1", "a2", "after", "before", "b0", "b1", "b2", "after");
  }

  static final class FailingWithin {
    @AsyncTest(repeat = 100)
    @ParameterizedTest
    @ValueSource(longs = 3)
    void body(long worst, TestRuntime runtime) throws Exception {
      await(yieldNow());
      NOTES.add(runtime.seed());
      if (runtime.seed() == worst) {
        throw new Exception("too bad");
      }
    }
  }

  @Test
  void aSeedThatFailsWithinEndsTheRunAndIsTold() {
    Throwable failure = Samples.failure(FailingWithin.class);
    assertThat(failure).hasMessage("too bad");
    assertThat(failure.getSuppressed())
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("with seed 3 ");
    assertThat(NOTES).containsExactly(0L, 1L, 2L, 3L);
  }

  static final class LeavingWithin {
    @AsyncTest(repeat = 2)
    @RepeatedTest(1)
    void body() {
      NOTES.add("run");
      spawn(pending());
    }
  }

  @Test
  void eachRunWithinIsLookedAtWhenItIsOver() {
    assertThat(Samples.failure(LeavingWithin.class))
        .hasMessageStartingWith("a task is still alive at the end of the test");
    assertThat(NOTES).hasSize(1);
  }
}
