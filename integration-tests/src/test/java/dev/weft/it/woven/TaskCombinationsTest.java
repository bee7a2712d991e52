package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.AbortHandle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that a task may do, whatever happens to its handle, whenever it is aborted, on each runtime:
 * it runs to its first await, cleans up once, ends once, and no failure stays unseen.
 */
final class TaskCombinationsTest {
  /** What the task does. */
  enum Body {
    READY,
    WAITS,
    THROWS,
    THROWS_LATER,
    CLEANUP_THROWS;

    boolean waits() {
      return this != READY && this != THROWS;
    }
  }

  /** What becomes of its handle. */
  enum Handle {
    AWAITED,
    ASKED_FOR_ITS_OUTCOME,
    DROPPED
  }

  /** When it is aborted. */
  enum Abort {
    NEVER,
    AT_ONCE,
    WHILE_IT_WAITS,
    TOO_LATE
  }

  private record Combination(Runtimes runtimes, Body body, Handle handle, Abort abort) {
    boolean isCancelled() {
      return body.waits() && (abort == Abort.AT_ONCE || abort == Abort.WHILE_IT_WAITS);
    }

    /** The class of what it ends with, or the value. */
    Object end() {
      return switch (body) {
        case CLEANUP_THROWS -> ArithmeticException.class;
        case THROWS -> IOException.class;
        case THROWS_LATER -> isCancelled() ? CancellationException.class : IOException.class;
        case READY -> "value";
        case WAITS -> isCancelled() ? CancellationException.class : "value";
      };
    }

    boolean isReported() {
      return handle == Handle.DROPPED
          && (end() == IOException.class || end() == ArithmeticException.class);
    }
  }

  static Stream<Combination> combinations() {
    List<Combination> all = new ArrayList<>();
    for (Runtimes runtimes : Runtimes.values()) {
      for (Body body : Body.values()) {
        for (Handle handle : Handle.values()) {
          for (Abort abort : Abort.values()) {
            if (body.waits() || abort != Abort.WHILE_IT_WAITS) {
              all.add(new Combination(runtimes, body, handle, abort));
            }
          }
        }
      }
    }
    return all.stream();
  }

  private final Gate<@Nullable Void> gate = new Gate<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger cleaned = new AtomicInteger();
  private final Queue<Throwable> reports = new ConcurrentLinkedQueue<>();

  @Async
  private Future<String> run(Body body) throws IOException {
    started.incrementAndGet();
    try {
      if (body.waits()) {
        await(gate);
      }
      if (body == Body.THROWS || body == Body.THROWS_LATER) {
        throw new IOException("expected");
      }
      return ready("value");
    } finally {
      if (body == Body.CLEANUP_THROWS) {
        cleaned.addAndGet(1 / (cleaned.incrementAndGet() - 1));
      } else {
        cleaned.incrementAndGet();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  @Tag("T44")
  void aTaskEndsOnce(Combination combination) throws Exception {
    AsyncRuntime.Builder builder =
        combination.runtimes.builder().uncaughtExceptionHandler((thread, e) -> reports.add(e));
    Object end;
    try (AsyncRuntime runtime = builder.build()) {
      JoinHandle<String> task = runtime.spawn(run(combination.body));
      end = runtime.blockOn(async(() -> await(end(task, combination))));
    }
    assertThat(end).isEqualTo(combination.handle == Handle.DROPPED ? "dropped" : combination.end());
    assertThat(started).hasValue(1);
    assertThat(cleaned).hasValue(1);
    assertThat(reports).hasSize(combination.isReported() ? 1 : 0);
  }

  @Async
  private Future<Object> end(JoinHandle<String> task, Combination combination) {
    if (combination.abort == Abort.AT_ONCE) {
      task.abort();
    }
    if (combination.abort == Abort.WHILE_IT_WAITS) {
      while (!gate.wasPolled()) {
        await(yieldNow());
      }
      task.abort();
    }
    if (!combination.isCancelled()) {
      gate.open(null);
    }
    if (combination.abort == Abort.TOO_LATE) {
      await(untilFinished(task.abortHandle()));
      task.abort();
    }
    return switch (combination.handle) {
      case AWAITED -> awaited(task);
      case ASKED_FOR_ITS_OUTCOME -> asked(task);
      case DROPPED -> dropped(task.abortHandle());
    };
  }

  @Async
  private static Future<Object> awaited(JoinHandle<String> task) {
    try {
      return ready(await(task));
    } catch (Exception e) {
      return ready(e.getClass());
    }
  }

  @Async
  private static Future<Object> asked(JoinHandle<String> task) {
    Outcome<String> outcome = await(task.outcome());
    if (outcome instanceof Outcome.Success<String> success) {
      return ready(success.value());
    } else if (outcome instanceof Outcome.Failure<String> failure) {
      return ready(failure.cause().getClass());
    } else if (outcome instanceof Outcome.Panic<String> panic) {
      return ready(panic.cause().getClass());
    }
    return ready(CancellationException.class);
  }

  @Async
  private static Future<Object> dropped(AbortHandle task) {
    await(untilFinished(task));
    return ready("dropped");
  }

  @Async
  private static Future<Void> untilFinished(AbortHandle task) {
    while (!task.isFinished()) {
      await(yieldNow());
    }
    return ready();
  }
}
