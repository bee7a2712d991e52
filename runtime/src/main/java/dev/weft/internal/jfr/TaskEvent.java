package dev.weft.internal.jfr;

import dev.weft.internal.task.Task;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Something that happens to one task. */
@Category("Weft")
@StackTrace(false)
abstract class TaskEvent extends Event {
  @Label("Runtime")
  @Nullable String runtime;

  @Label("Task")
  @Description("The number of the task, as in dumps and traces")
  long task;

  @Label("Name")
  @Nullable String name;

  @Label("Spawned At")
  @Description("Where the task was spawned")
  @Nullable String spawnedAt;

  /** Notes which task it is. */
  final void about(Task<?> subject) {
    runtime = subject.scheduler().runtime().name();
    task = subject.number();
    name = subject.name();
    spawnedAt = subject.spawnedAt().toString();
  }
}
