package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.task.SlowPoll;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A task that holds its thread until somebody notices. */
@Timeout(120)
final class SlowPollTest {
  private final Queue<SlowPoll> told = new ConcurrentLinkedQueue<>();
  private final CountDownLatch noticed = new CountDownLatch(1);

  private void tell(SlowPoll poll) {
    told.add(poll);
    noticed.countDown();
  }

  @Async
  private Future<Void> hold() throws InterruptedException {
    noticed.await();
    return Weft.ready();
  }

  @ParameterizedTest
  @EnumSource
  void isToldWithItsPlaceAndWhereItWasSpawned(Runtimes runtimes) throws Exception {
    try (AsyncRuntime runtime =
        runtimes.builder().slowPollThreshold(Duration.ofMillis(2)).onSlowPoll(this::tell).build()) {
      String task =
          runtime.<String>blockOn(
              async(
                  () -> {
                    JoinHandle<Void> handle = spawn(hold());
                    await(handle);
                    return handle.toString();
                  }));
      SlowPoll poll = told.stream().filter(p -> p.task().equals(task)).findFirst().orElseThrow();
      assertThat(poll.site().getMethodName()).isEqualTo("hold");
      assertThat(poll.site().getFileName()).isEqualTo("SlowPollTest.java");
      assertThat(poll.spawnedAt().getFileName()).isEqualTo("SlowPollTest.java");
      assertThat(poll.busy()).isGreaterThanOrEqualTo(Duration.ofMillis(2));
    }
  }
}
