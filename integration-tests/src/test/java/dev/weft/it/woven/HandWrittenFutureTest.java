package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Futures that users write, which poll the futures of async methods themselves. */
final class HandWrittenFutureTest {
  private final List<String> log = new ArrayList<>();

  /** Passes everything on to another future, and counts. */
  private static final class Counting<T> implements Future<T> {
    private final Future<T> inner;
    private int polls;

    Counting(Future<T> inner) {
      this.inner = inner;
    }

    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      polls++;
      return inner.poll(context);
    }

    @Override
    public @Nullable Object cancel(Context context) throws Throwable {
      return inner.cancel(context);
    }
  }

  @Async
  private Future<String> yielding(int times) {
    for (int i = 0; i < times; i++) {
      await(yieldNow());
    }
    return tail(times);
  }

  @Async
  private Future<String> tail(int times) {
    await(yieldNow());
    return ready("after " + times);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void maySuspendAnyNumberOfTimes(Runtimes runtimes) throws Exception {
    Counting<String> counting = new Counting<>(yielding(5));
    assertThat(runtimes.run(() -> await(counting))).isEqualTo("after 5");
    assertThat(counting.polls).isEqualTo(7);
  }

  @Async
  private Future<String> cleaningUp(Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      await(shield(cleanup()));
    }
  }

  @Async
  private Future<Void> cleanup() {
    await(yieldNow());
    log.add("cleaned up");
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void cancellationReachesWhatTheyPoll(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Counting<String> counting = new Counting<>(cleaningUp(gate));
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(counting);
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(gate.wasCancelled()).isTrue();
    assertThat(log).containsExactly("cleaned up");
  }

  /** Never ends, and can't be cancelled at once either. */
  private static final class Reluctant implements Future<String> {
    private int left = 3;
    private boolean cancelling;
    private volatile boolean polled;

    @Override
    public Object poll(Context context) {
      polled = true;
      if (!cancelling) {
        return Poll.PENDING;
      }
      context.waker().wake();
      return --left > 0 ? Poll.PENDING : Poll.CANCELLED;
    }

    @Override
    public Object cancel(Context context) {
      cancelling = true;
      context.waker().wake();
      return Poll.PENDING;
    }
  }

  @ParameterizedTest
  @EnumSource
  void mayTakeTheirTimeToCancel(Runtimes runtimes) throws Exception {
    Reluctant reluctant = new Reluctant();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(Future.<String>widen(reluctant));
              while (!reluctant.polled) {
                await(yieldNow());
              }
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(reluctant.left).isZero();
  }
}
