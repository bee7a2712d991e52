package dev.weft.task;

/**
 * What the hooks of a runtime are told of a task.
 *
 * @param id the task's number
 * @param spawnedAt where it was spawned; the method of the API where the code that spawned it isn't
 *     woven
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/struct.TaskMeta.html">Tokio's
 *     TaskMeta</a>
 */
public record TaskMeta(TaskId id, StackTraceElement spawnedAt) {}
