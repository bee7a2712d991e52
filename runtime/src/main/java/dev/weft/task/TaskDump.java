package dev.weft.task;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a live task was doing when it was looked at; see {@link dev.weft.AsyncRuntime#dumpTasks}.
 *
 * <p>{@link #toString} tells it in lines, as they stand in a stack trace, {@link #toJson} to
 * programs.
 *
 * @param id the task's number
 * @param name the name that it was given; null for none
 * @param spawnedAt where it was spawned; the method of the API where the code that spawned it isn't
 *     woven
 * @param age how long ago that was, at least: what is left out is at most about 50 ms or a
 *     thirtieth part
 * @param waitsFor what it waits for, such as {@code Mutex.lock}; null if it runs or may run
 * @param heldBy who could give what it waits for, and in which variable they have that, the first
 *     ten; empty if that isn't known
 * @param stack where it waits, innermost first, and where it was spawned; of a task that runs or
 *     may run only that
 * @param branches what it waits for at once, as in a join or a select, the first hundred that
 *     haven't ended
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/dump/struct.Task.html">Tokio's Task of a
 *     dump</a>
 */
public record TaskDump(
    TaskId id,
    @Nullable String name,
    StackTraceElement spawnedAt,
    Duration age,
    @Nullable String waitsFor,
    List<String> heldBy,
    List<StackTraceElement> stack,
    List<Branch> branches) {
  /** Copies the lists. */
  public TaskDump {
    heldBy = List.copyOf(heldBy);
    stack = List.copyOf(stack);
    branches = List.copyOf(branches);
  }

  /**
   * A branch of a task, which waits by itself.
   *
   * @param waitsFor what it waits for; null if it may run
   * @param heldBy who could give that; see {@link TaskDump#heldBy}
   * @param stack where it waits, innermost first, up to where it began
   * @param branches its own branches
   */
  public record Branch(
      @Nullable String waitsFor,
      List<String> heldBy,
      List<StackTraceElement> stack,
      List<Branch> branches) {
    /** Copies the lists. */
    public Branch {
      heldBy = List.copyOf(heldBy);
      stack = List.copyOf(stack);
      branches = List.copyOf(branches);
    }
  }

  /** The age is told from the first second on. */
  @Override
  public String toString() {
    return new DumpText(this).toString();
  }

  /**
   * The dump as an object of JSON, on one line: {@code id}, {@code name}, {@code state} ({@code
   * waiting} or {@code ready}, which includes that it runs), {@code ageMillis}, {@code waitsFor},
   * {@code heldBy}, {@code spawnedAt}, {@code stack}, a list of lines as {@link
   * StackTraceElement#toString} gives them, and {@code branches}, a list of objects with {@code
   * state}, {@code waitsFor}, {@code heldBy}, {@code stack} and {@code branches}.
   *
   * @return the text
   */
  public String toJson() {
    return "{\"id\":%s,\"name\":%s,\"ageMillis\":%s,\"spawnedAt\":%s,"
            .formatted(id, Json.string(name), age.toMillis(), Json.string(spawnedAt.toString()))
        + wait(waitsFor, heldBy, stack, branches);
  }

  private static String wait(
      @Nullable String waitsFor,
      List<String> heldBy,
      List<StackTraceElement> stack,
      List<Branch> branches) {
    return "\"state\":\"%s\",\"waitsFor\":%s,\"heldBy\":%s,\"stack\":%s,\"branches\":%s}"
        .formatted(
            waitsFor == null ? "ready" : "waiting",
            Json.string(waitsFor),
            list(heldBy.stream().map(Json::string)),
            list(stack.stream().map(line -> Json.string(line.toString()))),
            list(branches.stream().map(TaskDump::branch)));
  }

  private static String branch(Branch branch) {
    return "{" + wait(branch.waitsFor, branch.heldBy, branch.stack, branch.branches);
  }

  private static String list(Stream<String> elements) {
    return elements.collect(Collectors.joining(",", "[", "]"));
  }
}
