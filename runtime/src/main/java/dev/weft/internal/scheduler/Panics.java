package dev.weft.internal.scheduler;

import dev.weft.UnhandledPanic;
import dev.weft.internal.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Which failures of tasks close a runtime, and what it says about its end afterwards. */
final class Panics {
  private static final VarHandle FIRST;

  static {
    try {
      FIRST = MethodHandles.lookup().findVarHandle(Panics.class, "first", Panic.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private record Panic(String task, Throwable failure) {
    @Override
    public String toString() {
      return task + " failed, and the runtime was built with unhandledPanic(SHUTDOWN)";
    }
  }

  private final UnhandledPanic policy;

  /** Why the runtime has closed itself; set once. */
  private volatile @Nullable Panic first;

  Panics(UnhandledPanic policy) {
    this.policy = policy;
  }

  /** Whether the runtime has to close because of a task that is ending; true only once. */
  boolean isReasonToClose(Task<?> task) {
    Throwable failure = policy == UnhandledPanic.SHUTDOWN ? task.panic() : null;
    return failure != null && FIRST.compareAndSet(this, null, new Panic(task.toString(), failure));
  }

  /** What is thrown by who wants to use the closed runtime. */
  IllegalStateException closed(String message) {
    Panic reason = first;
    return reason == null
        ? new IllegalStateException(message)
        : new IllegalStateException(message + ": " + reason, reason.failure);
  }

  /** What is thrown by who is inside the runtime when it closes. */
  IllegalStateException closedMeanwhile(String message, @Nullable Throwable cancellation) {
    if (first != null) {
      return closed(message);
    }
    CancellationException e = new CancellationException(message);
    if (cancellation != null) {
      e.initCause(cancellation);
    }
    return e;
  }
}
