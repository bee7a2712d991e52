package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.RuntimeHandle;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RuntimeBuilderTest {
  private final AsyncRuntime.Builder builder = AsyncRuntime.multiThread();

  @Test
  void checksArgumentsAtOnceAndNamesThem() {
    assertThatThrownBy(() -> builder.workerThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workerThreads must be from 1 to 32767: 0");
    assertThatThrownBy(() -> builder.maxBlockingThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxBlockingThreads must be at least 1: 0");
    assertThatThrownBy(() -> builder.threadKeepAlive(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threadKeepAlive must be more than zero: PT0S");
    assertThatThrownBy(() -> builder.threadName(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threadName must not be blank: \" \"");
    assertThatThrownBy(() -> builder.name(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name must not be blank: \"\"");
    assertThatThrownBy(() -> builder.eventInterval(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("eventInterval must be at least 1: 0");
    assertThatThrownBy(() -> builder.globalQueueInterval(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("globalQueueInterval must be at least 1: 0");
    assertThatThrownBy(() -> builder.slowPollThreshold(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slowPollThreshold must be from zero to 292 years: PT-0.000000001S");
    assertThatThrownBy(() -> builder.slowPollThreshold(Duration.ofDays(300 * 366)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slowPollThreshold must be from zero to 292 years: PT2635200H");
    assertThatThrownBy(() -> builder.uncaughtExceptionHandler(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("handler");
  }

  @Test
  void refusesNullHooksAndPolicies() {
    assertThatThrownBy(() -> builder.onThreadStart(null)).hasMessage("hook");
    assertThatThrownBy(() -> builder.onThreadStop(null)).hasMessage("hook");
    assertThatThrownBy(() -> builder.onTaskSpawn(null)).hasMessage("hook");
    assertThatThrownBy(() -> builder.onTaskTerminate(null)).hasMessage("hook");
    assertThatThrownBy(() -> builder.onSlowPoll(null)).hasMessage("hook");
    assertThatThrownBy(() -> builder.unhandledPanic(null)).hasMessage("policy");
  }

  @Test
  void theNameIsThatOfTheThreadsUnlessSet() {
    try (AsyncRuntime orders = builder.threadName("orders").build();
        AsyncRuntime billing = builder.name("billing").build()) {
      assertThat(orders.name()).isEqualTo("orders");
      assertThat(billing.name()).isEqualTo("billing");
      assertThat(billing).hasToString("the runtime 'billing'");
    }
  }

  @Test
  void aHandleUsesTheRuntime() {
    AsyncRuntime runtime = builder.workerThreads(1).name("orders").build();
    RuntimeHandle handle = runtime.handle();
    assertThat(handle.name()).isEqualTo("orders");
    assertThat(handle).hasToString("the runtime 'orders'");
    assertThat(handle.blockOn(handle.spawn(new Value<>(AsyncRuntime::current)))).isSameAs(runtime);
    runtime.close();
    assertThat(handle.spawn(new Value<>(() -> 1)).isFinished()).isTrue();
    assertThatThrownBy(() -> handle.blockOn(new Value<>(() -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the runtime 'orders' is closed");
  }

  @Test
  void otherKindsOfRuntimesHaveNoWorkers() {
    assertThatThrownBy(() -> AsyncRuntime.currentThread().workerThreads(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a current-thread runtime has no worker threads");
    assertThatThrownBy(() -> AsyncRuntime.on(Runnable::run).workerThreads(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a runtime on an executor has no worker threads");
  }

  @Test
  void refusesNoExecutor() {
    assertThatThrownBy(() -> AsyncRuntime.on(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("executor");
  }

  @Test
  @Tag("T24")
  void theSeedIsWhatChoicesAreMadeFrom() {
    RuntimeBuilder described = new RuntimeBuilder(Flavor.MULTI_THREAD);
    assertThat(described.settings().environment().seed())
        .as("another one for each runtime")
        .isNotEqualTo(described.settings().environment().seed());
    described.seed(7);
    assertThat(described.settings().environment().seed()).isEqualTo(7);
  }

  @Test
  void workersAreDaemonsAndNamed() {
    try (AsyncRuntime runtime = builder.workerThreads(1).threadName("orders").build()) {
      Thread thread = runtime.blockOn(runtime.spawn(new Value<>(Thread::currentThread)));
      assertThat(thread.getName()).isEqualTo("orders-1");
      assertThat(thread.isDaemon()).isTrue();
    }
  }

  @Test
  @Tag("T47")
  void theHandlerIsToldOfAFailureThatNobodySees() {
    List<Throwable> told = new CopyOnWriteArrayList<>();
    RuntimeException failure = new IllegalStateException("unseen");
    AsyncRuntime runtime =
        builder.workerThreads(1).uncaughtExceptionHandler((thread, e) -> told.add(e)).build();
    var handle =
        runtime.spawn(
            Steps.run(
                () -> {
                  throw failure;
                }));
    Waits.until("failed", handle::isFinished);
    assertThat(told).isEmpty();
    runtime.close();
    assertThat(told).containsExactly(failure);
  }

  @Test
  @Tag("T47")
  void aHandlerThatThrowsDoesNoHarm() {
    AsyncRuntime runtime =
        builder
            .workerThreads(1)
            .uncaughtExceptionHandler(
                (thread, e) -> {
                  throw new IllegalStateException(
                      "the handler's own failure (expected in the log)");
                })
            .build();
    runtime.spawn(
        Steps.run(
            () -> {
              throw new IllegalStateException("unseen (expected in the log)");
            }));
    runtime.close();
  }
}
