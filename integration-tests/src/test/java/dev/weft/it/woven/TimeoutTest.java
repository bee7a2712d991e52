package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time-outs: who loses has cleaned up before the waiting code goes on. */
final class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofHours(1);

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @Async
  private Future<String> cleaningUp() {
    try {
      return ready(await(pending()));
    } finally {
      await(shield(cleanup()));
    }
  }

  @Async
  private Future<Void> cleanup() {
    await(yieldNow());
    await(yieldNow());
    log.add("cleaned up");
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterTheCleanup(Runtimes runtimes) throws Exception {
    String message =
        runtimes.run(
            () -> {
              try {
                return await(timeout(SHORT, cleaningUp()));
              } catch (TimeoutException e) {
                log.add("timed out");
                return String.valueOf(e.getMessage());
              }
            });
    assertThat(log).containsExactly("cleaned up", "timed out");
    assertThat(message).isEqualTo("timed out after PT0.005S");
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatIsThereIsGivenPastTheLimit(Runtimes runtimes) throws Exception {
    assertThat(runtimes.run(() -> await(timeout(Duration.ZERO, ready("value")))))
        .isEqualTo("value");
  }

  @ParameterizedTest
  @EnumSource
  void theFailureIsTheFuturesOwn(Runtimes runtimes) throws Exception {
    Exception failure =
        runtimes.run(
            () -> {
              try {
                await(timeout(LONG, failing()));
                throw new AssertionError("not reached");
              } catch (IOException e) {
                return e;
              }
            });
    assertThat(failure).hasMessage("mine").hasNoSuppressedExceptions();
  }

  @Async
  private Future<String> failing() throws IOException {
    await(yieldNow());
    throw new IOException("mine");
  }

  @Async
  private Future<String> failingCleanup() throws IOException {
    try {
      return ready(await(pending()));
    } finally {
      log.add("fails");
      fail();
    }
  }

  private static void fail() throws IOException {
    throw new IOException("cleanup");
  }

  @ParameterizedTest
  @EnumSource
  void aFailingCleanupIsSuppressedInTheTimeout(Runtimes runtimes) throws Exception {
    Throwable failure =
        runtimes.run(
            () -> {
              try {
                await(timeout(SHORT, failingCleanup()));
                throw new AssertionError("not reached");
              } catch (TimeoutException e) {
                return e;
              }
            });
    assertThat(failure.getSuppressed()).singleElement().isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aStageGoesOnWhenTheWaitIsOver(Runtimes runtimes) throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    boolean timedOut =
        runtimes.run(
            () -> {
              try {
                await(timeout(SHORT, stage));
                return false;
              } catch (TimeoutException e) {
                return true;
              }
            });
    assertThat(timedOut).isTrue();
    assertThat(stage).isNotDone();
  }
}
