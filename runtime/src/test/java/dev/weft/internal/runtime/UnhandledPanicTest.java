package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.UnhandledPanic;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnhandledPanicTest {
  private final RuntimeException boom = new IllegalArgumentException("boom");
  private final AsyncRuntime runtime;
  private final AsyncRuntime ignoring;

  UnhandledPanicTest(Runtimes kind) {
    runtime = builder(kind).unhandledPanic(UnhandledPanic.SHUTDOWN).build();
    ignoring = builder(kind).build();
  }

  private static RuntimeBuilder builder(Runtimes kind) {
    return kind.builder().uncaughtExceptionHandler((thread, e) -> {});
  }

  @AfterEach
  void close() {
    runtime.close();
    ignoring.close();
  }

  private Steps panic() {
    return Steps.run(
        () -> {
          throw boom;
        });
  }

  private void assertShutDown(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "the runtime 'weft-worker' (is closed|was closed while blockOn ran a future on it):"
                + " task \\d+ failed, and the runtime was built with unhandledPanic\\(SHUTDOWN\\)")
        .hasCause(boom);
  }

  @Test
  @Tag("T23")
  void aPanicEndsEveryBlockOnWithTheFailure() {
    Gate gate = new Gate(4);
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Waits.start(
              () -> {
                try {
                  runtime.blockOn(gate);
                } catch (RuntimeException e) {
                  thrown.add(e);
                }
              }));
    }
    gate.awaitReached();
    runtime.spawn(panic());
    threads.forEach(Waits::join);
    assertThat(thrown).hasSize(4).allSatisfy(this::assertShutDown);
    assertThat(gate.cancelled()).isEqualTo(4);
  }

  @Test
  @Tag("T23")
  void afterwardsTheRuntimeIsClosedAndSaysWhy() {
    JoinHandle<Object> task = runtime.spawn(panic());
    assertThatThrownBy(() -> runtime.blockOn(new Gate())).satisfies(this::assertShutDown);
    assertThatThrownBy(() -> runtime.blockOn(new Value<>(() -> 1))).satisfies(this::assertShutDown);
    runtime.close();
    assertThat(runtime.spawn(new Value<>(() -> 1)).isFinished()).isTrue();
    assertThatThrownBy(() -> ignoring.blockOn(task)).isSameAs(boom);
  }

  /** It may see the failure itself first, or that the runtime closes. */
  @Test
  @Tag("T23")
  void aPanicThatSomebodyAwaitsCountsToo() {
    assertThatThrownBy(() -> runtime.blockOn(runtime.spawn(panic())))
        .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
    assertThatThrownBy(() -> runtime.blockOn(new Gate())).satisfies(this::assertShutDown);
  }

  @Test
  void checkedFailuresAndCancellationsAreNoPanics() {
    JoinHandle<Object> failed =
        runtime.spawn(
            new Steps(
                () -> {
                  throw new IOException("expected");
                }));
    JoinHandle<String> aborted = runtime.spawn(new Gate());
    aborted.abort();
    runtime.blockOn(failed.outcome());
    runtime.blockOn(aborted.outcome());
    assertThat(runtime.blockOn(runtime.spawn(new Yields(3)))).isEqualTo(3);
  }

  @Test
  @Tag("T10")
  void byDefaultAPanicDisturbsNobodyElse() {
    JoinHandle<Object> task = ignoring.spawn(panic());
    assertThatThrownBy(() -> ignoring.blockOn(task)).isSameAs(boom);
    assertThat(ignoring.blockOn(ignoring.spawn(new Yields(3)))).isEqualTo(3);
  }
}
