package dev.weft.internal.jfr;

import dev.weft.internal.task.Task;
import dev.weft.internal.waits.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Tells recordings of what they ask for; see {@link Flight}. To be used once there are any: the
 * first event takes JFR tens of milliseconds, for all its metadata.
 */
final class Events {
  // Only asked whether somebody wants to know of such events. It is their class that JFR changes,
  // so none has to be made for that.
  private static final TaskSpawnEvent SPAWN = new TaskSpawnEvent();
  private static final TaskEndEvent END = new TaskEndEvent();
  private static final SlowPollEvent POLL = new SlowPollEvent();
  private static final BudgetYieldEvent YIELD = new BudgetYieldEvent();
  private static final WorkerParkEvent PARK = new WorkerParkEvent();
  private static final BlockingEvent BLOCKING = new BlockingEvent();
  private static final ChannelFullEvent FULL = new ChannelFullEvent();

  private Events() {}

  static void taskSpawned(Task<?> task) {
    if (SPAWN.isEnabled()) {
      TaskSpawnEvent event = new TaskSpawnEvent();
      event.about(task);
      event.commit();
    }
  }

  static void taskEnds(Task<?> task) {
    if (END.isEnabled()) {
      TaskEndEvent event = new TaskEndEvent();
      event.about(task);
      event.endedWith(task.failure());
      event.age = task.age(System.nanoTime()).toNanos();
      event.commit();
    }
  }

  static @Nullable Begun pollBegins() {
    return POLL.isEnabled() || YIELD.isEnabled() ? begunPoll() : null;
  }

  private static Begun begunPoll() {
    SlowPollEvent event = new SlowPollEvent();
    event.begin();
    return event;
  }

  static void pollEnds(Begun poll, Task<?> task, boolean spent) {
    SlowPollEvent event = (SlowPollEvent) poll;
    event.end();
    if (event.shouldCommit()) {
      event.about(task);
      event.commit();
    }
    if (spent && YIELD.isEnabled()) {
      BudgetYieldEvent yield = new BudgetYieldEvent();
      yield.about(task);
      yield.commit();
    }
  }

  static @Nullable Begun parkBegins() {
    return PARK.isEnabled() ? begunPark() : null;
  }

  private static Begun begunPark() {
    WorkerParkEvent event = new WorkerParkEvent();
    event.begin();
    return event;
  }

  static void parkEnds(Begun park, String runtime) {
    WorkerParkEvent event = (WorkerParkEvent) park;
    event.end();
    if (event.shouldCommit()) {
      event.runtime = runtime;
      event.commit();
    }
  }

  static @Nullable Begun blockingBegins() {
    return BLOCKING.isEnabled() ? begunBlocking() : null;
  }

  private static Begun begunBlocking() {
    BlockingEvent event = new BlockingEvent();
    event.begin();
    return event;
  }

  static void blockingEnds(Begun blocking, long task, Object work) {
    BlockingEvent event = (BlockingEvent) blocking;
    event.end();
    if (event.shouldCommit()) {
      event.task = task;
      event.work = work.toString();
      event.commit();
    }
  }

  static void channelIsFull(Resource places, int capacity, long task) {
    if (FULL.isEnabled()) {
      ChannelFullEvent event = new ChannelFullEvent();
      event.channel = places.name();
      event.capacity = capacity;
      event.task = task;
      event.commit();
    }
  }
}
