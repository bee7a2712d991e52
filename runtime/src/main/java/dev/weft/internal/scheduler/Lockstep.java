package dev.weft.internal.scheduler;

import dev.weft.internal.blocking.BlockingWork;
import dev.weft.internal.schedule.Candidate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blocking work of a {@link Deterministic deterministic} runtime: it has threads of its own, so
 * that it may wait for tasks, and takes turns with the driver.
 *
 * <p>A thread that gets the turn keeps it until its work ends or waits for something of the
 * runtime, and the driver sleeps meanwhile. So what isn't volatile or final belongs to the thread
 * that has the turn. One that waits for something else might wait for a task, and then nobody would
 * ever go on: after a while its turn is taken from it, and the driver's {@code blockOn} fails.
 */
final class Lockstep implements Executor {
  /** How long a thread may keep its turn before it is looked at, in real time. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final Deterministic scheduler;
  private final Executor threads;
  private final int most;

  /** The threads that have begun and not ended. */
  private final Map<Thread, Party> helpers = new ConcurrentHashMap<>();

  /** Work that waits for one of them to end. */
  private final Queue<Work> held = new ArrayDeque<>();

  /**
   * No work.
   *
   * @param threads runs each work on a thread
   * @param most how many threads there are
   */
  Lockstep(Deterministic scheduler, Executor threads, int most) {
    this.scheduler = scheduler;
    this.threads = threads;
    this.most = most;
  }

  /** Work that has not begun. */
  record Work(Runnable body, long key) implements Candidate {}

  @Override
  public void execute(Runnable body) {
    scheduler.offer(new Work(body, scheduler.nextKey()));
  }

  /** The calling thread, if it does blocking work. */
  @Nullable Party here() {
    return helpers.get(Thread.currentThread());
  }

  /** Whether a thread does blocking work. */
  boolean has(Party party) {
    return helpers.containsValue(party);
  }

  /** Work has its first turn, if there is a thread for it; called by the driver. */
  void begin(Work work) {
    if (helpers.size() == most) {
      held.add(work);
      return;
    }
    Party helper = new Party(scheduler, work.key());
    try {
      threads.execute(() -> live(helper, work.body()));
    } catch (RejectedExecutionException e) {
      drop(work.body(), e);
      return;
    }
    giveTurn(helper);
  }

  private void drop(Runnable body, RejectedExecutionException reason) {
    if (body instanceof BlockingWork work && work.mustRun()) {
      work.run();
    } else if (body instanceof BlockingWork work) {
      work.drop();
    } else {
      scheduler.failures().report("blocking work", reason);
    }
  }

  /** The runtime is closed: what must run does, on the calling thread. */
  void finish(Stream<Work> unbegun) {
    Stream.concat(unbegun, held.stream())
        .map(Work::body)
        .filter(body -> body instanceof BlockingWork work && work.mustRun())
        .forEach(Runnable::run);
    held.clear();
  }

  /** What a thread does. */
  private void live(Party helper, Runnable body) {
    Thread thread = Thread.currentThread();
    helper.bind(thread);
    helpers.put(thread, helper);
    helper.awaitTurn();
    scheduler.hasTurn(thread);
    try {
      body.run();
    } finally {
      helpers.remove(thread);
      helper.retire();
      helper.restoreInterrupt();
      leave(helper);
    }
  }

  private void leave(Party helper) {
    Party driver = scheduler.driver();
    if (helper.endTurn() && driver != null) {
      Work next = held.poll();
      if (next != null) {
        scheduler.offer(next);
      }
      driver.giveTurn();
    }
  }

  /** The driver gives its turn to a thread and sleeps until it gets it back. */
  void giveTurn(Party helper) {
    Party driver = (Party) scheduler.goal().parker();
    helper.giveTurn();
    while (!driver.awaitTurn(PATIENCE_NANOS) && !takesTurnFrom(helper)) {
      passInterruptTo(helper);
    }
    scheduler.hasTurn(Thread.currentThread());
  }

  /** Who is interrupted and doesn't get its turn back has that end which keeps the turn. */
  private void passInterruptTo(Party helper) {
    Thread thread = helper.seen();
    if (thread != null && scheduler.goal() instanceof RootStrand root && root.isInterrupted()) {
      thread.interrupt();
    }
  }

  /** Takes the turn from a thread that may wait for others, and fails; whether it was one. */
  private boolean takesTurnFrom(Party helper) {
    Thread thread = helper.seen();
    if (thread == null || !StrayWait.isIn(thread) || !helper.endTurn()) {
      return false;
    }
    helpers.remove(thread);
    if (scheduler.goal() instanceof RootStrand root) {
      root.fail(StrayWait.failure(thread, scheduler.describe()));
    }
    return true;
  }

  /**
   * A thread gives its turn back to the driver and sleeps until it gets another one.
   *
   * @return false if its turn was taken from it, so that it won't get any
   */
  boolean pass(Party helper) {
    Party driver = scheduler.driver();
    if (!helper.endTurn() || driver == null) {
      return false;
    }
    driver.giveTurn();
    helper.awaitTurn();
    scheduler.hasTurn(Thread.currentThread());
    return true;
  }

  /** Ends the waits that nothing will end; whether there was any. */
  boolean abandonAll() {
    List<Party> waiting = List.copyOf(helpers.values());
    for (Party helper : waiting) {
      helper.abandon();
      giveTurn(helper);
    }
    return !waiting.isEmpty();
  }
}
