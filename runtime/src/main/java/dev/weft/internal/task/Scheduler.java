package dev.weft.internal.task;

import dev.weft.AsyncRuntime;
import dev.weft.BlockingCallable;
import dev.weft.Future;
import dev.weft.abi.Budget;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.time.Timers;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

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

  /**
   * Runs work that blocks on the calling thread, which polls tasks in the context of this runtime;
   * without further ado where nobody else needs the thread.
   *
   * @throws IllegalStateException if the runtime has no other thread that could go on meanwhile
   */
  default <T extends @Nullable Object, E extends Exception> T blockInPlace(
      BlockingCallable<T, E> work) throws E {
    return work.call();
  }

  /**
   * Runs a future on the calling thread, which blocks meanwhile, in the context of this runtime; an
   * interrupt of the thread cancels the future, and is thrown when its cleanup has ended.
   *
   * @return its value
   * @throws Throwable its failure
   */
  default @Nullable Object blockOnInterruptibly(Future<?> future) throws Throwable {
    throw new UnsupportedOperationException();
  }

  /** Whether the calling thread is one that has to come back before tasks can run. */
  default boolean isOwnThread() {
    return false;
  }

  /** Whether the runtime cancels what it is given, as it is closed or about to be. */
  default boolean isClosing() {
    return false;
  }

  /** How the calling thread, which runs no tasks, sleeps until it is woken. */
  default Sleeper sleeper() {
    return new Sleeper.OfThread(Thread.currentThread());
  }

  /** What a thread that polls tasks may spend. */
  default Budget newBudget() {
    return new Budget();
  }

  /**
   * Which of several that are ready goes next: the first one, unless the runtime is deterministic.
   * To be called by a thread that polls tasks.
   *
   * @param ready tells how many there are, at least one
   */
  default int next(IntSupplier ready) {
    return 0;
  }

  /** The timers that sleeping tasks of this runtime wait for. */
  Timers timers();

  /**
   * Where sockets of this runtime come from.
   *
   * @throws IOException if the system has no more of what it takes
   * @throws IllegalStateException if there is no runtime, or a closed one
   * @throws UnsupportedOperationException if it is one that has no sockets
   */
  IoDriver ioDriver() throws IOException;

  /** Runs blocking work on threads of its own, in the runtime's context. */
  Executor blocking();

  /** What is told of failures that nobody sees. */
  FailureReporter failures();

  /** The public face. */
  AsyncRuntime runtime();
}
