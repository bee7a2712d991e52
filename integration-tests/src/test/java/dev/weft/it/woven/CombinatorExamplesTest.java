package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.task.Hedge;
import dev.weft.task.RateLimiter;
import dev.weft.task.Retry;
import dev.weft.task.SingleFlight;
import dev.weft.time.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The examples of {@code Retry}, {@code RateLimiter}, {@code SingleFlight} and {@code Hedge}, run
 * while time stands still; {@code JavadocTest} sees to it that they are the same.
 */
@Timeout(60)
final class CombinatorExamplesTest {
  private int loads;
  private int handled;

  @Async
  private Future<String> load(String name) throws IOException {
    await(sleep(Duration.ofMillis(20)));
    if (loads++ == 0 && name.equals("page")) {
      throw new IOException("not yet");
    }
    return ready("the " + name);
  }

  @Test
  void retry() throws Exception {
    String got =
        Paused.run(
            () -> {
              Retry policy =
                  Retry.times(5)
                      .backoff(Duration.ofMillis(100), Duration.ofSeconds(10))
                      .when(failure -> failure instanceof IOException);
              String page = await(policy.run(() -> await(load("page"))));

              return page;
            });
    assertThat(got).isEqualTo("the page");
    assertThat(loads).isEqualTo(2);
  }

  @Async
  private Future<Void> handle(String request) {
    await(sleep(Duration.ofNanos(request.length())));
    handled++;
    return ready();
  }

  @Test
  void rateLimiter() throws Exception {
    List<String> requests = Collections.nCopies(110, "");
    Duration elapsed =
        Paused.run(
            () -> {
              RateLimiter limiter = RateLimiter.of(100, Duration.ofSeconds(1)).burst(10);
              for (String request : requests) {
                await(limiter.acquire());
                await(handle(request));
              }

              return TestClock.current().elapsed();
            });
    assertThat(handled).isEqualTo(110);
    assertThat(elapsed).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void singleFlight() throws Exception {
    String got =
        Paused.run(
            () -> {
              SingleFlight<String, String> loads = new SingleFlight<>();
              String page = await(loads.run("home", () -> await(load("home"))));

              return page;
            });
    assertThat(got).isEqualTo("the home");
  }

  @Test
  void hedge() throws Exception {
    String got =
        Paused.run(
            () -> {
              Hedge hedge = Hedge.after(Duration.ofMillis(50));
              String page = await(hedge.run(() -> await(load("page"))));

              return page;
            });
    assertThat(got).isEqualTo("the page");
    assertThat(loads).isEqualTo(2);
  }
}
