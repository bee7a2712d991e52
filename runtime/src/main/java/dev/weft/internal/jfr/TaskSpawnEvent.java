package dev.weft.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A task was spawned. */
@Name("dev.weft.TaskSpawn")
@Label("Task Spawn")
@Description("A task was spawned; on the thread that did so")
@Enabled(false)
final class TaskSpawnEvent extends TaskEvent {}
