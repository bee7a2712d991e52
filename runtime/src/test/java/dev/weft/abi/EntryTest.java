package dev.weft.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.internal.scheduler.RuntimeScheduler;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a test's body gets onto a runtime. */
final class EntryTest {
  /** Keeps the scheduler that it is polled on. */
  private static final class Where implements Future<Void> {
    Scheduler seen;

    @Override
    public Object poll(Context context) {
      seen = Current.schedulerOrNull();
      return null;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Calls a test while it is polled. */
  private static final class Calling implements Future<Void> {
    @Override
    public Object poll(Context context) {
      Entry.test(Weft.ready());
      return null;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  private static void testIn(Scheduler scheduler, Future<?> body) {
    Current.Scope scope = Current.enter(scheduler, false);
    try {
      Entry.test(body);
    } finally {
      scope.close();
    }
  }

  @Test
  void aDeterministicProgramTakesItsScheduleFromASystemProperty() {
    System.setProperty("weft.schedule", "priorities:17");
    try {
      Where main = new Where();
      Entry.run(main, Flavor.DETERMINISTIC, 0);
      assertThat(((RuntimeScheduler) main.seen).environment().seed()).isEqualTo(17);
      System.setProperty("weft.schedule", "17");
      assertThatThrownBy(() -> Entry.run(new Where(), Flavor.DETERMINISTIC, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith(": 17");
    } finally {
      System.clearProperty("weft.schedule");
    }
  }

  @Test
  void aTestRunsOnTheRuntimeOfItsThread() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      Where first = new Where();
      runtime.blockOn(first);

      Where body = new Where();
      testIn(first.seen, body);

      assertThat(body.seen).isNotNull().isSameAs(first.seen);
    }
  }

  @Test
  void aTestsFailureIsThrownAsItIs() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      Where first = new Where();
      runtime.blockOn(first);
      IOException failure = new IOException("checked");

      assertThatThrownBy(() -> testIn(first.seen, Weft.failed(failure))).isSameAs(failure);
    }
  }

  /** Interrupts its thread, or has another thread do that, and waits for ever. */
  private static final class Interrupted implements Future<Void> {
    private final boolean byAnotherThread;
    boolean cancelled;

    Interrupted(boolean byAnotherThread) {
      this.byAnotherThread = byAnotherThread;
    }

    @Override
    public Object poll(Context context) {
      Thread here = Thread.currentThread();
      if (byAnotherThread) {
        new Thread(here::interrupt).start();
      } else {
        here.interrupt();
      }
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      cancelled = true;
      return Poll.CANCELLED;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(60)
  void anInterruptCancelsTheBodyAndIsKept(boolean byAnotherThread) {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      Where first = new Where();
      runtime.blockOn(first);

      Interrupted body = new Interrupted(byAnotherThread);
      assertThatThrownBy(() -> testIn(first.seen, body)).isInstanceOf(InterruptedException.class);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(body.cancelled).isTrue();
    }
  }

  @Test
  void anInterruptOfABodyThatIsThroughComesTooLate() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      Where first = new Where();
      runtime.blockOn(first);

      testIn(first.seen, new Leaving());

      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** Interrupts its thread at its end, which comes when it is polled for the second time. */
  private static final class Leaving implements Future<Void> {
    private boolean polled;

    @Override
    public Object poll(Context context) {
      if (!polled) {
        polled = true;
        context.waker().wake();
        return Poll.PENDING;
      }
      Thread.currentThread().interrupt();
      return null;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @Test
  void aTestWithoutARuntimeIsToldWhoGivesItOne() {
    assertThatThrownBy(() -> Entry.test(Weft.ready()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("[WEFT-123] the test ")
        .hasMessageEndingWith(
            " was called without a runtime, and only the extension of weft-junit5 gives it one;"
                + " annotate a test with dev.weft.junit5.AsyncTest and have JUnit Jupiter run it");
  }

  @Test
  void aTestIsNotForAsyncCode() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      assertThatThrownBy(() -> runtime.blockOn(new Calling()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("[WEFT-123] the test ")
          .hasMessageEndingWith(
              " was called by async code, which can't wait for it as it returns nothing; move what"
                  + " is wanted of it to an @Async method, and await that in both");
    }
  }
}
