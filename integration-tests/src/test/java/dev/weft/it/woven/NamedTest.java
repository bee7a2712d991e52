package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.task.TaskDump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of futures and tasks, where they show. */
@Timeout(60)
final class NamedTest {
  @Async
  private static Future<String> load(Future<String> gate) {
    return ready(await(gate));
  }

  @Async
  private static Future<String> outer(Future<String> gate) {
    return ready(await(load(gate).named("load users")));
  }

  private static TaskDump dump() {
    return AsyncRuntime.current().dumpTasks().get(0);
  }

  @Async
  private static Future<TaskDump> waiting(Gate<String> gate) {
    await(Until.holds(gate::wasPolled));
    await(Until.holds(() -> dump().waitsFor() != null));
    return ready(dump());
  }

  @ParameterizedTest
  @EnumSource
  void showsAmongTheFramesOfADump(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    TaskDump dump =
        flavor.run(
            () -> {
              JoinHandle<String> task = spawn(outer(gate));
              TaskDump seen = await(waiting(gate));
              gate.open("x");
              assertThat(await(task)).isEqualTo("x");
              return seen;
            });
    assertThat(dump.toString())
        .containsSubsequence(
            "NamedTest.load(", "at the future 'load users' at ", "NamedTest.outer(");
  }

  @ParameterizedTest
  @EnumSource
  void showsWithTheTaskThatIsMadeOfIt(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    TaskDump dump =
        flavor.run(
            () -> {
              JoinHandle<String> task = spawn(load(gate).named("users"));
              assertThat(task.toString()).isEqualTo("task " + task.id() + " 'users'");
              TaskDump seen = await(waiting(gate));
              gate.open("x");
              assertThat(await(task)).isEqualTo("x");
              return seen;
            });
    assertThat(dump.toString())
        .containsPattern("at task \\d+ 'users' spawned at dev.weft.it.woven.NamedTest")
        .doesNotContain("the future");
  }

  @Async
  private static Future<String> failing(Gate<String> gate) {
    throw new IllegalStateException(await(gate));
  }

  @Test
  void showsInTheTraceOfAFailure() {
    Gate<String> gate = new Gate<>();
    assertThatThrownBy(
            () ->
                Runtimes.CURRENT_THREAD.run(
                    () -> {
                      JoinHandle<String> task =
                          spawn(async(() -> await(failing(gate).named("inner"))).named("outer"));
                      await(yieldNow());
                      gate.open("opened");
                      return await(task);
                    }))
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .extracting(StackTraceElement::toString)
                    .anyMatch(line -> line.startsWith("the future 'inner' at "))
                    .anyMatch(line -> line.matches("task \\d+ 'outer' spawned at .*NamedTest.*")));
  }

  @ParameterizedTest
  @EnumSource
  void runsOnce(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Future<String> named = ready("x").named("once");
          assertThat(await(spawn(named))).isEqualTo("x");
          assertThatThrownBy(() -> spawn(named))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("this future was started already: the future 'once'");
          return null;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void isOneLine(String name) {
    assertThatThrownBy(() -> ready("x").named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name of a future is one line that isn't blank, not '" + name + "'");
  }
}
