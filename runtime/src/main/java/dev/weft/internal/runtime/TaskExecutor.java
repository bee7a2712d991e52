package dev.weft.internal.runtime;

import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.internal.blocking.BlockingTask;
import dev.weft.internal.scheduler.RuntimeScheduler;
import dev.weft.internal.task.Task;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A runtime seen as an executor: what it is given runs as a task, on workers or as blocking work.
 */
sealed interface TaskExecutor extends Executor {
  /** The runtime. */
  RuntimeScheduler scheduler();

  /** Starts a task of a command. */
  Task<?> start(Runnable command);

  @Override
  default void execute(Runnable command) {
    if (start(Objects.requireNonNull(command, "command")).wasCancelled()) {
      throw new RejectedExecutionException(scheduler() + " is closed");
    }
  }

  /** Commands that run on the threads that run tasks. */
  record OfWorkers(RuntimeScheduler scheduler) implements TaskExecutor {
    private static final String SITE = "dev.weft.RuntimeHandle\nexecutor\n\n-1";

    @Override
    public Task<?> start(Runnable command) {
      return Task.spawn(scheduler, new Command(command), SITE);
    }
  }

  /** Commands that run on threads for blocking work. */
  record OfBlocking(RuntimeScheduler scheduler) implements TaskExecutor {
    private static final String SITE = "dev.weft.RuntimeHandle\nblockingExecutor\n\n-1";

    @Override
    public Task<?> start(Runnable command) {
      return (Task<?>)
          BlockingTask.<@Nullable Object>spawn(
              scheduler,
              () -> {
                command.run();
                return null;
              },
              SITE);
    }
  }

  /** A frame, and no leaf, since a task that is aborted before it starts still starts frames. */
  final class Command extends AsyncFrame {
    private final Runnable command;

    private Command(Runnable command) {
      this.command = command;
    }

    @Override
    protected @Nullable Object resume(Strand strand) {
      command.run();
      return null;
    }
  }
}
