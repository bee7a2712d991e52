package dev.weft.task;

import org.jspecify.annotations.Nullable;

/**
 * What the hooks of a runtime are told of a task.
 *
 * @param id the task's number
 * @param spawnedAt where it was spawned; the method of the API where the code that spawned it isn't
 *     woven
 * @param cost what it has cost; null until it has ended, and unless the runtime was built with
 *     {@link dev.weft.AsyncRuntime.Builder#taskCosts} on a JVM that measures it
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/struct.TaskMeta.html">Tokio's
 *     TaskMeta</a>
 */
public record TaskMeta(TaskId id, StackTraceElement spawnedAt, @Nullable TaskCost cost) {}
