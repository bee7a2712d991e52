package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.internal.task.Current;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockOnTest {
  private final Runtimes kind;
  private final AsyncRuntime runtime;

  BlockOnTest(Runtimes kind) {
    this.kind = kind;
    runtime = kind.builder().threadName("main").build();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void givesTheValue() {
    assertThat(runtime.blockOn(new Yields(1000))).isEqualTo(1000);
  }

  @Test
  void pollsOnTheCallingThread() {
    Thread caller = Thread.currentThread();
    assertThat(runtime.blockOn(new Value<>(Thread::currentThread))).isSameAs(caller);
  }

  @Test
  @Tag("T10")
  void rethrowsTheFailureAsItIs() {
    IOException failure = new IOException("root");
    assertThatThrownBy(
            () ->
                runtime.blockOn(
                    new Steps(
                        () -> new Yields(2),
                        () -> {
                          throw failure;
                        })))
        .isSameAs(failure)
        .hasNoCause();
  }

  @Test
  void isInTheContextOfTheRuntimeOnlyMeanwhile() {
    Object inside = runtime.blockOn(new Value<>(AsyncRuntime::current));
    assertThat(inside).isSameAs(runtime);
    assertThat(Current.schedulerOrNull()).isNull();
    assertThat(Current.isPolling()).isFalse();
  }

  @Test
  @Tag("T2")
  void refusesToNestInTheRootFuture() {
    assertThatThrownBy(() -> runtime.blockOn(Steps.run(() -> runtime.blockOn(new Yields(0)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("blockOn was called on thread '")
        .hasMessageContaining("await the future instead")
        .hasMessageContaining("spawnBlocking");
    assertThat(runtime.blockOn(new Yields(0))).isZero();
  }

  @Test
  @Tag("T2")
  void refusesToNestInATask() {
    JoinHandle<Object> task = runtime.spawn(Steps.run(() -> runtime.blockOn(new Yields(0))));
    assertThatThrownBy(() -> runtime.blockOn(task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("await the future instead");
  }

  @Test
  @Tag("T48")
  void anotherRuntimeMayBeMadeAndClosedInsideWhichDoesNotWait() {
    CountDownLatch release = new CountDownLatch(1);
    boolean ended =
        runtime.blockOn(
            new Value<>(
                () -> {
                  AsyncRuntime other = AsyncRuntime.multiThread().workerThreads(1).build();
                  CountDownLatch held = new CountDownLatch(1);
                  JoinHandle<Object> holder =
                      other.spawn(
                          Steps.run(
                              () -> {
                                held.countDown();
                                Waits.await(release);
                              }));
                  Waits.await(held);
                  other.shutdownTimeout(Duration.ofDays(1));
                  return holder.isFinished();
                }));
    assertThat(ended).isFalse();
    release.countDown();
  }

  @Test
  @Tag("T2")
  void aRuntimeThatIsMadeInsideMayBeUsedAfterwards() {
    AsyncRuntime made = runtime.blockOn(new Value<>(() -> kind.builder().build()));
    try (made) {
      assertThat(made.blockOn(made.spawn(new Yields(3)))).isEqualTo(3);
    }
  }

  @Test
  void aForeignThreadWakesTheRoot() {
    Gate gate = new Gate();
    Waits.start(
        () -> {
          gate.awaitReached();
          gate.open();
        });
    assertThat(runtime.blockOn(gate)).isEqualTo("open");
  }

  @Test
  void anInterruptIsKeptForAfterwards() {
    Gate gate = new Gate();
    Thread caller = Thread.currentThread();
    Waits.start(
        () -> {
          gate.awaitReached();
          caller.interrupt();
          Waits.until("interrupt swallowed by the sleep", () -> !caller.isInterrupted());
          gate.open();
        });
    runtime.blockOn(gate);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aClosedRuntimeRefuses() {
    runtime.close();
    assertThatThrownBy(() -> runtime.blockOn(new Yields(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the runtime 'main' is closed");
  }

  @Test
  @Tag("T27")
  void isCancelledWhenTheRuntimeIsClosed() {
    Gate gate = new Gate();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread blocked =
        Waits.start(
            () -> {
              try {
                runtime.blockOn(gate);
              } catch (Throwable t) {
                thrown.set(t);
              }
            });
    gate.awaitReached();
    runtime.close();
    Waits.join(blocked);
    assertThat(gate.cancelled()).isEqualTo(1);
    assertThat(thrown.get())
        .isInstanceOf(CancellationException.class)
        .hasMessage("the runtime 'main' was closed while blockOn ran a future on it");
  }

  @Test
  void severalThreadsAtATime() {
    List<Thread> threads = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Waits.start(
              () -> {
                for (int round = 0; round < 200; round++) {
                  int value = runtime.blockOn(runtime.spawn(new Yields(10)));
                  synchronized (values) {
                    values.add(value);
                  }
                }
              }));
    }
    threads.forEach(Waits::join);
    assertThat(values).hasSize(800).containsOnly(10);
  }
}
