package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.task.TaskMeta;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hooks are told of tasks of woven code. */
final class HooksTest {
  private final Queue<TaskMeta> spawned = new ConcurrentLinkedQueue<>();
  private final Queue<TaskMeta> ended = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource
  @Tag("T55")
  void theyNameTheLineThatSpawnedTheTask(Runtimes runtimes) {
    try (AsyncRuntime runtime =
        runtimes.builder().onTaskSpawn(spawned::add).onTaskTerminate(ended::add).build()) {
      runtime.blockOn(
          async(
              () -> {
                await(spawn(() -> await(yieldNow())));
                await(spawnBlocking(() -> 1));
              }));
    }
    assertThat(spawned)
        .extracting(task -> task.spawnedAt().toString())
        .allMatch(place -> place.matches(".*HooksTest.*\\(HooksTest.java:\\d+\\)"))
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThat(ended).containsExactlyInAnyOrderElementsOf(spawned);
  }
}
