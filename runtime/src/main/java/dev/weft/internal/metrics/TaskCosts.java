package dev.weft.internal.metrics;

import dev.weft.internal.task.Task;
import dev.weft.task.TaskCost;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What each live task of a runtime has cost so far.
 *
 * <p>An account belongs to the thread that polls its task: polls of a task never overlap, and one
 * happens before the next. It is kept beside the task, so that tasks of runtimes that don't measure
 * have no field for it.
 */
public final class TaskCosts {
  private static final System.Logger LOGGER = System.getLogger("dev.weft");

  private final ThreadUsage usage;
  private final Map<Task<?>, Account> accounts = new ConcurrentHashMap<>();

  /** Accounts by a measurement. */
  TaskCosts(ThreadUsage usage) {
    this.usage = usage;
  }

  /** Accounts by the JVM's measurement; null, with a warning in the log, where it has none. */
  public static @Nullable TaskCosts ofJvm() {
    ThreadUsage usage = ThreadUsage.ofJvm();
    if (usage == null) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "taskCosts: this JVM doesn't measure what threads use, so the costs of tasks are"
              + " unknown; add the module jdk.management, with --add-modules or to the image");
      return null;
    }
    return new TaskCosts(usage);
  }

  /** The calling thread begins to poll a task. */
  void pollStarts(Task<?> task) {
    accounts.computeIfAbsent(task, t -> new Account()).open(usage);
  }

  /** The calling thread has polled a task, which may have ended. */
  void pollEnds(Task<?> task) {
    if (task.isFinished()) {
      accounts.remove(task);
    } else {
      accounts.computeIfPresent(task, (t, account) -> account.close(usage));
    }
  }

  /** What a task that is ending on the calling thread has cost. */
  public TaskCost end(Task<?> task) {
    Account account = accounts.remove(task);
    return account == null ? new TaskCost(Duration.ZERO, 0) : account.close(usage).total();
  }

  /** How many tasks have an account. */
  int size() {
    return accounts.size();
  }

  /** What one task has cost. */
  private static final class Account {
    private long cpuNanos;
    private long allocatedBytes;

    /** The thread that polls; null between polls. */
    private @Nullable Thread poller;

    private long cpuBefore;
    private long bytesBefore;

    void open(ThreadUsage usage) {
      poller = Thread.currentThread();
      bytesBefore = usage.allocatedBytes();
      cpuBefore = usage.cpuNanos();
    }

    Account close(ThreadUsage usage) {
      if (poller == Thread.currentThread()) {
        cpuNanos += usage.cpuNanos() - cpuBefore;
        allocatedBytes += usage.allocatedBytes() - bytesBefore;
        poller = null;
      }
      return this;
    }

    TaskCost total() {
      return new TaskCost(Duration.ofNanos(cpuNanos), allocatedBytes);
    }
  }
}
