package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.TaskTracker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trackers of real tasks, on every runtime. */
final class TaskTrackerTest {
  private final TaskTracker tracker = new TaskTracker();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void drainedWaitsForAllTasksOfAllKinds(Runtimes runtimes) throws Exception {
    AtomicInteger ended = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    int seen =
        runtimes.run(
            () -> {
              tracker.spawn(counting(ended));
              tracker.spawn(() -> counting(ended));
              tracker.spawn(() -> await(counting(ended)));
              tracker.spawn(
                  () -> {
                    await(counting(ended));
                  });
              tracker.spawnBlocking(
                  () -> {
                    release.await();
                    return ended.incrementAndGet();
                  });
              tracker.track(spawn(counting(ended)));
              tracker.close();
              spawn(
                  () -> {
                    await(yieldNow());
                    release.countDown();
                  });
              await(tracker.drained());
              return ended.get();
            });
    assertThat(seen).isEqualTo(6);
    assertThat(tracker.size()).isZero();
  }

  @Async
  private static Future<Integer> counting(AtomicInteger ended) {
    await(yieldNow());
    return ready(ended.incrementAndGet());
  }

  @ParameterizedTest
  @EnumSource
  void theHandleIsThatOfTheTask(Runtimes runtimes) throws Exception {
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = tracker.spawn(new Gate<String>());
              task.abort();
              tracker.close();
              await(tracker.drained());
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatHasEndedDoesNotCount(Runtimes runtimes) throws Exception {
    int size =
        runtimes.run(
            () -> {
              JoinHandle<Integer> task = spawn(() -> 1);
              await(task);
              tracker.track(task);
              return tracker.size();
            });
    assertThat(size).isZero();
  }

  /** As tasks do that a connection spawns while the server shuts down. */
  @ParameterizedTest
  @EnumSource
  void tasksThatAreSpawnedByTasksOfAClosedTrackerCount(Runtimes runtimes) throws Exception {
    AtomicInteger ended = new AtomicInteger();
    runtimes.run(
        () -> {
          tracker.spawn(
              () -> {
                await(yieldNow());
                tracker.spawn(counting(ended));
              });
          tracker.close();
          await(tracker.drained());
          return "";
        });
    assertThat(ended).hasValue(1);
  }
}
