package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.sync.Mutex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that don't come back. */
@Timeout(60)
final class TimeoutTest {
  private static final List<Object> NOTES = new ArrayList<>();

  @BeforeEach
  void forget() {
    NOTES.clear();
  }

  @Async
  private static Future<Void> hang() {
    try {
      await(pending());
    } finally {
      await(shield(yieldNow()));
      NOTES.add("cleaned up");
    }
    return ready();
  }

  static final class Hanging {
    @AsyncTest(timeout = "500 ms")
    void hangs() {
      await(hang());
    }

    @AsyncAfterEach
    void after() {
      await(yieldNow());
      NOTES.add("after");
    }
  }

  @Test
  void aBodyThatHangsIsCancelledAndShown() {
    Throwable failure = Samples.failure(Hanging.class);
    assertThat(failure)
        .isInstanceOf(TimeoutException.class)
        .message()
        .matches(
            """
            (?s)Hanging.hangs\\(\\) took longer than 500 ms
            the future of blockOn on thread .* waits for pending\\(\\)
            \tat dev.weft.junit5.TimeoutTest.hang\\(TimeoutTest.java:\\d+\\)
            \tat dev.weft.junit5.TimeoutTest\\$Hanging.hangs\\(TimeoutTest.java:\\d+\\).*""");
    assertThat(NOTES).containsExactly("cleaned up", "after");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Async
  private static Future<Void> lockBoth(Mutex<String> one, Mutex<String> other) {
    try (var outer = await(one.lock())) {
      await(yieldNow());
      try (var inner = await(other.lock())) {
        inner.set(outer.get());
      }
    }
    return ready();
  }

  static final class Deadlocked {
    @AsyncTest(timeout = "500 ms")
    void locks() {
      Mutex<String> left = new Mutex<>("left");
      Mutex<String> right = new Mutex<>("right");
      var one = spawn(lockBoth(left, right));
      var other = spawn(lockBoth(right, left));
      await(one);
      await(other);
    }
  }

  @Test
  void aDeadlockIsShown() {
    assertThat(Samples.failure(Deadlocked.class))
        .message()
        .contains("Deadlocked.locks() took longer than 500 ms")
        .contains("\ndeadlock of 2:\ntask ")
        .contains(", which task ")
        .containsPattern("\ntask \\d+ waits for Mutex.lock\n\theld by task \\d+ as 'outer' of ");
  }

  static final class Blocking {
    @AsyncTest(timeout = "500 ms", flavor = Flavor.MULTI_THREAD)
    void blocks() throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  @Test
  void theStackOfABodyThatBlocksIsShown() {
    assertThat(Samples.failure(Blocking.class))
        .isInstanceOf(TimeoutException.class)
        .message()
        .matches("(?s)Blocking.blocks\\(\\) took longer than 500 ms\nthread .* runs\n\tat .*")
        .contains("at dev.weft.junit5.TimeoutTest$Blocking.blocks(TimeoutTest.java:");
  }

  static final class TakingTurns {
    @AsyncTest(timeout = "500 ms", seed = 1)
    void sleeps() {
      await(
          spawnBlocking(
              () -> {
                try {
                  Thread.sleep(Long.MAX_VALUE);
                  return "";
                } finally {
                  NOTES.add("interrupted");
                }
              }));
    }
  }

  @Test
  void blockingWorkThatHasTheTurnIsInterrupted() {
    assertThat(Samples.failure(TakingTurns.class)).isInstanceOf(TimeoutException.class);
    assertThat(NOTES).containsExactly("interrupted");
  }

  static final class Spinning {
    @AsyncTest(timeout = "500 ms")
    void spins() {
      while (true) {
        await(yieldNow());
      }
    }
  }

  @Test
  void aBodyThatKeepsYieldingIsCancelled() {
    assertThat(Samples.failure(Spinning.class)).isInstanceOf(TimeoutException.class);
  }

  @Async
  private static Future<Void> spinForEver() {
    while (true) {
      await(yieldNow());
    }
  }

  static final class SpinningTask {
    @AsyncTest(
        timeout = "500 ms",
        flavor = {Flavor.DETERMINISTIC})
    void waits() {
      await(spawn(spinForEver()));
    }
  }

  @Test
  void aBodyThatWaitsForATaskWithoutAnEndIsCancelled() {
    assertThat(Samples.failure(SpinningTask.class))
        .isInstanceOf(TimeoutException.class)
        .message()
        .contains("SpinningTask.waits() took longer than 500 ms")
        .containsPattern("\ntask \\d+ (runs, or is ready to|waits for)");
  }

  static final class ByJUnit {
    @AsyncTest
    @Timeout(value = 500, unit = TimeUnit.MILLISECONDS)
    void hangs() {
      await(hang());
    }

    @AsyncAfterEach
    void after() {
      await(yieldNow());
      NOTES.add("after");
    }
  }

  @Test
  void timeoutsOfJUnitEndABody() {
    assertThat(Samples.failure(ByJUnit.class))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("timed out after 500 milliseconds");
    assertThat(NOTES).containsExactly("cleaned up", "after");
  }

  static final class OnAnotherThread {
    @AsyncTest
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void passes() {
      await(spawn(yieldNow()));
      NOTES.add(Thread.currentThread());
    }
  }

  @Test
  void aBodyMayRunOnAThreadOfItsOwn() {
    Samples.passed(OnAnotherThread.class);
    assertThat(NOTES).hasSize(1).doesNotContain(Thread.currentThread());
  }
}
