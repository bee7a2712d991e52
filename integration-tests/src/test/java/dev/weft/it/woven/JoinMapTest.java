package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.AbortHandle;
import dev.weft.task.JoinMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks with keys, on every runtime. */
final class JoinMapTest {
  private final JoinMap<String, Integer> map = new JoinMap<>();

  private static Outcome<Integer> success(Integer value) {
    return new Outcome.Success<>(value);
  }

  /** All that is left in the map. */
  @Async
  private Future<Map<String, Outcome<Integer>>> rest() {
    Map<String, Outcome<Integer>> all = new HashMap<>();
    for (Map.Entry<String, Outcome<Integer>> next = await(map.joinNext());
        next != null;
        next = await(map.joinNext())) {
      assertThat(all.put(next.getKey(), next.getValue())).isNull();
    }
    return ready(all);
  }

  @Async
  private static Future<Void> ended(AbortHandle task) {
    while (!task.isFinished()) {
      await(yieldNow());
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfTaskComesWithItsKey(Runtimes runtimes) throws Exception {
    Map<String, Outcome<Integer>> outcomes =
        runtimes.run(
            () -> {
              map.spawn("future", ready(1));
              map.spawn("value", () -> 2);
              map.spawn("future-returning", () -> ready(3));
              map.spawn(
                  "void",
                  () -> {
                    await(yieldNow());
                  });
              map.spawnBlocking("blocking", () -> 4);
              map.add("added", spawn(() -> 5));
              assertThat(map.size()).isEqualTo(6);
              return await(rest());
            });
    assertThat(outcomes)
        .isEqualTo(
            Map.of(
                "future",
                success(1),
                "value",
                success(2),
                "future-returning",
                success(3),
                "void",
                success(null),
                "blocking",
                success(4),
                "added",
                success(5)));
    assertThat(map.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T113")
  void aSecondTaskOfAKeyAbortsTheFirst(Runtimes runtimes) throws Exception {
    Gate<Integer> gate = new Gate<>();
    Map<String, Outcome<Integer>> outcomes =
        runtimes.run(
            () -> {
              AbortHandle first = map.spawn("key", pending());
              map.spawn("other", pending());
              map.spawn("key", gate);
              assertThat(map.size()).isEqualTo(2);
              await(ended(first));
              gate.open(2);
              map.abort("other");
              return await(rest());
            });
    assertThat(outcomes)
        .isEqualTo(Map.of("key", success(2), "other", new Outcome.Cancelled<Integer>()));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T113")
  void theResultOfAReplacedTaskIsNotSeenEvenIfItHasEnded(Runtimes runtimes) throws Exception {
    List<Object> seen =
        runtimes.run(
            () -> {
              await(ended(map.spawn("key", () -> 1)));
              Gate<Integer> gate = new Gate<>();
              map.spawn("key", gate);
              List<Object> all = new ArrayList<>();
              all.add(map.tryJoinNext());
              all.add(map.size());
              gate.open(2);
              all.add(await(map.joinNext()));
              all.add(await(map.joinNext()));
              return all;
            });
    assertThat(seen).containsExactly(null, 1, Map.entry("key", success(2)), null);
  }

  /** Replacing it again and again leaves the last one only. */
  @ParameterizedTest
  @EnumSource
  @Tag("T113")
  void onlyTheLastTaskOfAKeyIsSeen(Runtimes runtimes) throws Exception {
    Map<String, Outcome<Integer>> outcomes =
        runtimes.run(
            () -> {
              for (int i = 0; i < 100; i++) {
                int value = i;
                map.spawn("key", () -> value);
              }
              return await(rest());
            });
    assertThat(outcomes).isEqualTo(Map.of("key", success(99)));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T113")
  void closingAbortsReplacedTasksToo(Runtimes runtimes) throws Exception {
    Gate<Integer> first = new Gate<>();
    Gate<Integer> second = new Gate<>();
    runtimes.run(
        () -> {
          AbortHandle replaced = map.spawn("key", first);
          AbortHandle task = map.spawn("key", second);
          map.close();
          await(ended(replaced));
          await(ended(task));
          AbortHandle late = map.spawn("late", pending());
          await(ended(late));
          return "";
        });
    assertThat(map.keys()).containsExactlyInAnyOrder("key", "late");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T113")
  void tasksAreAbortedByAPredicateOfKeys(Runtimes runtimes) throws Exception {
    Gate<Integer> gate = new Gate<>();
    Map<String, Outcome<Integer>> outcomes =
        runtimes.run(
            () -> {
              map.spawn("a1", pending());
              map.spawn("b1", gate);
              map.spawn("a2", pending());
              map.abortMatching(key -> key.startsWith("a"));
              assertThat(map.size()).isEqualTo(3);
              gate.open(1);
              return await(rest());
            });
    assertThat(outcomes)
        .isEqualTo(
            Map.of(
                "a1",
                new Outcome.Cancelled<Integer>(),
                "a2",
                new Outcome.Cancelled<Integer>(),
                "b1",
                success(1)));
  }

  @ParameterizedTest
  @EnumSource
  void abortTellsWhetherThereWasATask(Runtimes runtimes) throws Exception {
    List<Boolean> seen =
        runtimes.run(
            () -> {
              map.spawn("key", pending());
              List<Boolean> all = new ArrayList<>();
              all.add(map.containsKey("key"));
              all.add(map.containsKey("other"));
              all.add(map.abort("key"));
              all.add(map.abort("other"));
              await(map.joinNext());
              all.add(map.abort("key"));
              all.add(map.containsKey("key"));
              return all;
            });
    assertThat(seen).containsExactly(true, false, true, false, false, false);
  }

  @ParameterizedTest
  @EnumSource
  void shutdownEmptiesTheMap(Runtimes runtimes) throws Exception {
    Set<String> keys =
        runtimes.run(
            () -> {
              map.spawn("a", pending());
              map.spawn("b", pending());
              await(map.shutdown());
              return map.keys();
            });
    assertThat(keys).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void detachedTasksGoOn(Runtimes runtimes) throws Exception {
    Gate<Integer> gate = new Gate<>();
    int value =
        runtimes.run(
            () -> {
              JoinHandle<Integer> task = spawn(gate);
              map.add("key", task);
              map.detachAll();
              assertThat(map.isEmpty()).isTrue();
              gate.open(7);
              return await(task);
            });
    assertThat(value).isEqualTo(7);
  }
}
