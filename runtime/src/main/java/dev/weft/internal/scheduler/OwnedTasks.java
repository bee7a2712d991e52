package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The live tasks of a runtime, which must all be found when it closes, and the phase of its life.
 *
 * <p>The tasks hang in doubly linked lists through themselves, sharded by number, each shard under
 * a lock of its own. The phase is read under the lock of the shard that a task is added to. So when
 * the phase is set first and the shards are walked then, each task is either found by the walk or
 * was added by somebody who knew.
 */
final class OwnedTasks {
  /** Where a runtime stands; only ever moves forward. */
  enum Phase {
    /** Tasks are welcome. */
    OPEN,
    /** Tasks are cancelled; those that come run to their first await. */
    CLOSING,
    /** No task will run any more. */
    CLOSED
  }

  private static final int SHARDS_PER_PROCESSOR = 4;
  private static final VarHandle PHASE;

  static {
    try {
      PHASE = MethodHandles.lookup().findVarHandle(OwnedTasks.class, "phase", Phase.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Shard[] shards;
  private volatile Phase phase = Phase.OPEN;

  /** An open list without tasks. */
  OwnedTasks() {
    int wanted = Runtime.getRuntime().availableProcessors() * SHARDS_PER_PROCESSOR;
    shards = new Shard[Integer.highestOneBit(wanted * 2 - 1)];
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard();
    }
  }

  Phase phase() {
    return phase;
  }

  /** Moves to a later phase; false if that was done before. */
  boolean advance(Phase from, Phase to) {
    return PHASE.compareAndSet(this, from, to);
  }

  /** Lists a task, except in the last phase. Returns the phase in which that was decided. */
  Phase add(Task<?> task) {
    Shard shard = shard(task);
    synchronized (shard) {
      Phase now = phase;
      if (now != Phase.CLOSED) {
        shard.link(task);
        shard.added++;
      }
      return now;
    }
  }

  /** Takes a task out; harmless if it isn't listed. Returns whether its shard is empty now. */
  boolean remove(Task<?> task) {
    Shard shard = shard(task);
    synchronized (shard) {
      shard.unlink(task);
      return shard.head == null;
    }
  }

  /** How many tasks were ever listed. */
  long added() {
    return sum(shard -> shard.added);
  }

  /** How many tasks are listed. */
  long size() {
    return sum(shard -> shard.added - shard.removed);
  }

  private long sum(ToLongFunction<Shard> number) {
    long sum = 0;
    for (Shard shard : shards) {
      synchronized (shard) {
        sum += number.applyAsLong(shard);
      }
    }
    return sum;
  }

  /**
   * Whether there was a moment during this call in which no task was listed. A task may add another
   * one behind the walk and end before it, and then something was added between two walks.
   */
  boolean isEmpty() {
    long before = added();
    for (Shard shard : shards) {
      synchronized (shard) {
        if (shard.head != null) {
          return false;
        }
      }
    }
    return before == added();
  }

  /** The task of a number; null if it isn't listed. */
  @Nullable Task<?> find(long number) {
    Shard shard = shard(number);
    synchronized (shard) {
      Task<?> task = shard.head;
      while (task != null && task.number() != number) {
        task = task.ownedNext;
      }
      return task;
    }
  }

  /** Hands out all that are listed, outside of the locks. */
  void forEach(Consumer<Task<?>> action) {
    for (Shard shard : shards) {
      shard.snapshot().forEach(action);
    }
  }

  private Shard shard(Task<?> task) {
    return shard(task.number());
  }

  private Shard shard(long number) {
    return shards[(int) number & (shards.length - 1)];
  }

  /** One list; its own lock guards it. */
  private static final class Shard {
    @Nullable Task<?> head;
    long added;
    long removed;

    void link(Task<?> task) {
      Task<?> next = head;
      task.ownedNext = next;
      if (next != null) {
        next.ownedPrevious = task;
      }
      head = task;
    }

    void unlink(Task<?> task) {
      Task<?> previous = task.ownedPrevious;
      Task<?> next = task.ownedNext;
      if (previous != null) {
        previous.ownedNext = next;
      } else if (head == task) {
        head = next;
      } else {
        return;
      }
      removed++;
      if (next != null) {
        next.ownedPrevious = previous;
      }
      task.ownedPrevious = null;
      task.ownedNext = null;
    }

    synchronized List<Task<?>> snapshot() {
      List<Task<?>> tasks = new ArrayList<>();
      for (Task<?> task = head; task != null; task = task.ownedNext) {
        tasks.add(task);
      }
      return tasks;
    }
  }
}
