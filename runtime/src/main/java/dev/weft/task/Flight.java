package dev.weft.task;

import dev.weft.internal.task.Task;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run that several share. */
final class Flight<V extends @Nullable Object> {
  final Task<V> task;

  /** Who waits for it; guarded by the map that it is in, or was. */
  int passengers;

  private final AtomicBoolean started = new AtomicBoolean();

  Flight(Task<V> task) {
    this.task = task;
  }

  /** Queues the task, once; outside of all locks, since the scheduler may run it at once. */
  void start() {
    if (started.compareAndSet(false, true)) {
      task.start();
    }
  }
}
