package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops over each on a runtime: cancellation, failures and costs. */
final class EachTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  /** Elements that are there, and then one that a test lets come. */
  private static final class Gated implements AsyncStream<String> {
    final Gate<@Nullable String> last = new Gate<>();
    private int given;

    @Override
    public Future<@Nullable String> next() {
      given++;
      return given < 3 ? ready("element " + given) : last;
    }
  }

  @Async
  private Future<Void> readAll(AsyncStream<String> stream) {
    try {
      for (String element : each(stream)) {
        log.add(element);
      }
      log.add("end");
    } finally {
      log.add("finally");
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAnElement(Runtimes runtimes) throws Exception {
    Gated stream = new Gated();
    runtimes.run(
        () -> {
          JoinHandle<Void> reader = spawn(readAll(stream));
          while (!stream.last.wasPolled()) {
            await(yieldNow());
          }
          log.add("waits");
          stream.last.open(null);
          return await(reader);
        });
    assertThat(log).containsExactly("element 1", "element 2", "waits", "end", "finally");
  }

  @ParameterizedTest
  @EnumSource
  void cancellationIsThrownAtTheHeader(Runtimes runtimes) throws Exception {
    Gated stream = new Gated();
    runtimes.run(
        () -> {
          try {
            await(timeout(Duration.ofMillis(5), readAll(stream)));
          } catch (TimeoutException e) {
            log.add("timed out");
          }
          return null;
        });
    assertThat(stream.last.wasCancelled()).isTrue();
    assertThat(log).containsExactly("element 1", "element 2", "finally", "timed out");
  }

  @Async
  private static Future<String> firstOf(AsyncStream<String> stream) {
    for (String element : each(stream)) {
      return ready(element);
    }
    return ready("none");
  }

  /** No element is lost by a loop that was left, nor by one that was cancelled. */
  @ParameterizedTest
  @EnumSource
  void aLaterLoopGoesOnWhereOneWasLeft(Runtimes runtimes) throws Exception {
    Gated stream = new Gated();
    List<String> got =
        runtimes.run(
            () -> {
              String first = await(firstOf(stream));
              String second = await(firstOf(stream));
              String third;
              try {
                third = await(timeout(Duration.ofMillis(5), firstOf(stream)));
              } catch (TimeoutException e) {
                third = "timed out";
              }
              stream.last.open("element 3");
              return List.of(first, second, third, await(firstOf(stream)));
            });
    assertThat(got).containsExactly("element 1", "element 2", "timed out", "element 3");
  }

  private static int line() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
  }

  /** A stream whose first element fails, at once or after a wait. */
  private static final class Failing implements AsyncStream<String> {
    private final boolean waits;

    Failing(boolean waits) {
      this.waits = waits;
    }

    @Override
    @Async
    public Future<@Nullable String> next() {
      if (waits) {
        await(yieldNow());
      }
      return failed(new IOException("lost"));
    }
  }

  @Async
  private static Future<List<Integer>> linesOfFailure(AsyncStream<String> stream) {
    int header = 0;
    try {
      header = line() + 1;
      for (String element : each(stream, IOException.class)) {
        throw new AssertionError(element);
      }
    } catch (IOException e) {
      for (StackTraceElement element : e.getStackTrace()) {
        if (element.getMethodName().equals("linesOfFailure")) {
          return ready(List.of(header, element.getLineNumber()));
        }
      }
    }
    return ready(List.of());
  }

  @Test
  void aFailureShowsTheLineOfTheHeader() throws Exception {
    List<Integer> lines =
        Runtimes.CURRENT_THREAD.run(() -> await(linesOfFailure(new Failing(false))));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
  }

  @Async
  private static Future<String> afterAWait(AsyncStream<String> stream) {
    try {
      for (String element : each(stream, IOException.class)) {
        return ready(element);
      }
      return ready("not here");
    } catch (IOException e) {
      return ready("caught " + e.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureAfterAWaitIsCaughtAroundTheLoop(Runtimes runtimes) throws Exception {
    assertThat(runtimes.run(() -> await(afterAWait(new Failing(true))))).isEqualTo("caught lost");
  }

  /** One future and one element for ever. */
  private static final class Same implements AsyncStream<Integer> {
    private final Element element = new Element();
    private int left;

    Same(int count) {
      left = count;
    }

    @Override
    public Future<@Nullable Integer> next() {
      return element;
    }

    private final class Element implements Future<@Nullable Integer> {
      @Override
      public @Nullable Object poll(Context context) {
        return left-- > 0 ? 1 : null;
      }

      @Override
      public Object cancel(Context context) {
        return Poll.CANCELLED;
      }
    }
  }

  @Async
  private static Future<Integer> sum(AsyncStream<Integer> stream) {
    int sum = 0;
    for (int n : each(stream)) {
      sum += n;
    }
    return ready(sum);
  }

  @Test
  void anElementCostsWhatItsFutureCosts() throws Exception {
    int count = 100_000;
    long allocated =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              await(sum(new Same(count)));
              long before = THREADS.getCurrentThreadAllocatedBytes();
              int sum = await(sum(new Same(count)));
              assertThat(sum).isEqualTo(count);
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            });
    assertThat(allocated).isLessThan(count);
  }

  @ParameterizedTest
  @EnumSource
  void anAbortedTaskLeavesTheLoop(Runtimes runtimes) throws Exception {
    Gated stream = new Gated();
    runtimes.run(
        () -> {
          JoinHandle<Void> reader =
              spawn(
                  () -> {
                    try {
                      for (String element : each(stream)) {
                        log.add(element);
                      }
                    } catch (CancelledError e) {
                      log.add("cancelled");
                      throw e;
                    }
                  });
          while (!stream.last.wasPolled()) {
            await(yieldNow());
          }
          reader.abort();
          log.add(String.valueOf(await(reader.outcome()).getClass().getSimpleName()));
          return null;
        });
    assertThat(log).containsExactly("element 1", "element 2", "cancelled", "Cancelled");
  }
}
