package dev.weft.internal.task;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The living threads of one kind that a runtime has; its hooks are told of each. */
public final class Crew {
  private final Scheduler scheduler;
  private final Hooks hooks;

  /** Each thread adds and removes itself. */
  private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

  /**
   * A crew without threads.
   *
   * @param scheduler the runtime
   * @param hooks are told of beginning and end of each thread
   */
  public Crew(Scheduler scheduler, Hooks hooks) {
    this.scheduler = scheduler;
    this.hooks = hooks;
  }

  /** Runs all that the calling thread does in its life, in the runtime's context. */
  public void live(Runnable body) {
    Current.Scope scope = Current.enter(scheduler, false);
    alive.add(Thread.currentThread());
    hooks.threadStarts();
    try {
      body.run();
    } finally {
      hooks.threadStops();
      alive.remove(Thread.currentThread());
      scope.close();
    }
  }

  /**
   * Waits until no thread is alive, or the time is over. No new ones may come.
   *
   * @param deadline in the terms of {@link System#nanoTime}
   * @return whether all have ended
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean awaitEnd(long deadline) throws InterruptedException {
    for (Thread thread : alive) {
      TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
    }
    return alive.isEmpty();
  }
}
