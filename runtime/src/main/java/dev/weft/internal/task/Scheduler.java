package dev.weft.internal.task;

import dev.weft.AsyncRuntime;
import dev.weft.internal.time.Timers;
import java.util.concurrent.Executor;

/** What a task needs of the runtime it belongs to. All methods are safe from any thread. */
public interface Scheduler {
  /** Takes a new task into the runtime's care and queues it; a closed runtime cancels it. */
  void spawn(Task<?> task);

  /**
   * Takes a task into the runtime's care that the caller polls right away, without queueing it.
   *
   * @return false if the runtime is closed, which the caller must then answer with {@link
   *     Task#abort}
   */
  boolean adopt(Task<?> task);

  /** Queues a task that was woken. The task's state sees to it that it is queued only once. */
  void schedule(Task<?> task);

  /** Queues a task that was woken while it ran, behind everything that is ready. */
  void reschedule(Task<?> task);

  /**
   * Called once for each spawned or adopted task, when it has its result and nobody can see that
   * yet.
   */
  default void ending(Task<?> task) {}

  /** Called once for each spawned or adopted task, when it has ended. */
  void ended(Task<?> task);

  /** The timers that sleeping tasks of this runtime wait for. */
  Timers timers();

  /** Runs blocking work on threads of its own, in the runtime's context. */
  Executor blocking();

  /** What is told of failures that nobody sees. */
  FailureReporter failures();

  /** The public face. */
  AsyncRuntime runtime();
}
