package dev.weft.internal.task;

import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Sees to it that no failure of a task stays unseen.
 *
 * <p>A failed task that nobody awaits may still be awaited as long as its handle is held. So its
 * failure is kept here and goes to the handler when the handle becomes unreachable, or when the
 * runtime closes; it is forgotten when somebody looks at it before.
 */
public final class FailureReporter {
  private static final Cleaner CLEANER = Cleaner.create();

  private final BiConsumer<String, Throwable> handler;
  private final Set<Unseen> unseen = ConcurrentHashMap.newKeySet();

  /** A reporter that tells a handler: the task's description and what it threw. */
  public FailureReporter(BiConsumer<String, Throwable> handler) {
    this.handler = handler;
  }

  /** Tells the handler now. */
  public void report(String task, Throwable failure) {
    handler.accept(task, failure);
  }

  /** Tells the handler of a strand that swallowed its cancellation too often. */
  public void reportAbandoned(String task, List<StackTraceElement> stack) {
    IllegalStateException failure =
        new IllegalStateException(
            task
                + " swallowed its cancellation again and again and was abandoned; let"
                + " CancelledError pass, or await cleanup inside shield(...)");
    failure.setStackTrace(stack.toArray(StackTraceElement[]::new));
    report(task, failure);
  }

  /** Keeps a failure until the holder of its result is gone. */
  Unseen keep(Object holder, String task, Throwable failure) {
    Unseen entry = new Unseen(task, failure);
    unseen.add(entry);
    entry.watch(holder);
    return entry;
  }

  /** Tells the handler of everything that is kept. */
  public void reportAll() {
    unseen.forEach(Unseen::run);
  }

  /** A failure that nobody has looked at; ends once, seen or reported. */
  final class Unseen implements Runnable {
    private final String task;
    private final Throwable failure;

    Unseen(String task, Throwable failure) {
      this.task = task;
      this.failure = failure;
    }

    private void watch(Object holder) {
      CLEANER.register(holder, this);
    }

    /** The holder is gone or the runtime closes. */
    @Override
    public void run() {
      if (unseen.remove(this)) {
        report(task, failure);
      }
    }

    void seen() {
      unseen.remove(this);
    }
  }
}
