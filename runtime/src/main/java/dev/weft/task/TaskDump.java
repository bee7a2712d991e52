package dev.weft.task;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a live task was doing when it was looked at; see {@link dev.weft.AsyncRuntime#dumpTasks}.
 *
 * <p>{@link #toString} tells it in lines, as they stand in a stack trace, {@link #toJson} to
 * programs.
 *
 * @param id the task's number
 * @param spawnedAt where it was spawned; the method of the API where the code that spawned it isn't
 *     woven
 * @param waitsFor what it waits for, such as {@code Mutex.lock}; null if it runs or may run
 * @param stack where it waits, innermost first, and where it was spawned; of a task that runs or
 *     may run only that
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/dump/struct.Task.html">Tokio's Task of a
 *     dump</a>
 */
public record TaskDump(
    TaskId id,
    StackTraceElement spawnedAt,
    @Nullable String waitsFor,
    List<StackTraceElement> stack) {
  /** Copies the list. */
  public TaskDump {
    stack = List.copyOf(stack);
  }

  @Override
  public String toString() {
    String what = waitsFor == null ? " runs, or is ready to" : " waits for " + waitsFor;
    return stack.stream()
        .map(line -> "\n\tat " + line)
        .collect(Collectors.joining("", "task " + id + what, ""));
  }

  /**
   * The dump as an object of JSON, on one line: {@code id}, {@code state} ({@code waiting} or
   * {@code ready}, which includes that it runs), {@code waitsFor}, {@code spawnedAt} and {@code
   * stack}, a list of lines as {@link StackTraceElement#toString} gives them.
   *
   * @return the text
   */
  public String toJson() {
    return stack.stream()
        .map(line -> Json.string(line.toString()))
        .collect(
            Collectors.joining(
                ",",
                "{\"id\":%s,\"state\":\"%s\",\"waitsFor\":%s,\"spawnedAt\":%s,\"stack\":["
                    .formatted(
                        id,
                        waitsFor == null ? "ready" : "waiting",
                        waitsFor == null ? "null" : Json.string(waitsFor),
                        Json.string(spawnedAt.toString())),
                "]}"));
  }
}
