package dev.weft.internal.blocking;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Traces;
import dev.weft.internal.jfr.Begun;
import dev.weft.internal.jfr.Flight;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Scheduler;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The leaf future of an operation of the operating system that blocks: it goes to a thread of the
 * pool for blocking work and comes back.
 *
 * <h2>Life</h2>
 *
 * <pre>
 *   NEW ──▶ BEGUN ──▶ RUNNING ──▶ DONE
 *             └────────────────────▲
 * </pre>
 *
 * The first poll hands it to the pool of the runtime that polls. A pool that is closed drops it,
 * and it fails with an {@link IOException} that says so.
 *
 * <h2>Leaving it behind</h2>
 *
 * Who is cancelled doesn't wait for a disk that hangs, or for the writer of a pipe: the operation
 * is left behind and goes on alone. What becomes of it depends on whether it {@linkplain #mustRun
 * changes} something. An operation that only looks doesn't begin any more, and its value is
 * {@linkplain #discard discarded}. One that changes something is carried out from the first poll
 * on, also by a runtime that is closed meanwhile, and who could see that it has failed is
 * {@linkplain #failUnseen told}.
 *
 * <p>The lock guards the phase, the waker and whether it was left behind; the outcome is written
 * before {@code DONE}.
 *
 * @param <T> the type of the value
 */
public abstract class Hop<T extends @Nullable Object> implements Future<T>, BlockingWork {
  private enum Phase {
    NEW,
    BEGUN,
    RUNNING,
    DONE
  }

  private final Object lock = new Object();
  private Phase phase = Phase.NEW;
  private @Nullable Waker waker;
  private boolean left;

  /**
   * The runtime that has begun it, and the task it is a part of; written before it is handed on.
   */
  private @Nullable Scheduler scheduler;

  private Current.@Nullable Running running;
  private @Nullable T value;
  private @Nullable Throwable failure;

  /** An operation that has not begun. */
  protected Hop() {}

  /**
   * Carries it out, on a thread that may block.
   *
   * @return the value
   * @throws Exception its failure
   */
  protected abstract T call() throws Exception;

  /** The operation in words that follow "waits for" and stand before a colon: "reading x". */
  @Override
  public abstract String toString();

  /**
   * Called by the first poll, before anything is handed on: takes what the operation needs of
   * things that belong to the task.
   *
   * @return false if there is nothing to do, and {@link #deliver} gives the value of null
   * @throws Exception if it can't be done
   */
  protected boolean prepare() throws Exception {
    return true;
  }

  /** Has somebody run this, in the turn that it must have. */
  protected void handOn(Scheduler runtime) {
    runtime.blocking().execute(this);
  }

  /**
   * The value as who waits sees it. Called once, by the strand that polls, unless it is left
   * behind.
   */
  protected @Nullable Object deliver(@Nullable T given) {
    return given;
  }

  /** It has failed, and who waits will see that. Called once, by the strand that polls. */
  protected void deliverFailure() {}

  /** Nobody will see the value. Called by the thread that has carried it out. */
  protected void discard(T given) {}

  /** Nobody will see the failure of what changes something, unless this tells somebody. */
  protected void failUnseen(Throwable unseen, Scheduler runtime) {
    runtime.failures().report(toString(), unseen);
  }

  /** Whether nobody waits for it any more. */
  protected final boolean isLeft() {
    synchronized (lock) {
      return left;
    }
  }

  @Override
  public final @Nullable Object poll(Context context) throws Throwable {
    if (begins(context)) {
      begin((RuntimeStrand) context);
    }
    return answer();
  }

  /** Notes who waits; returns whether this is the first poll. */
  private boolean begins(Context context) {
    synchronized (lock) {
      if (phase != Phase.DONE) {
        waker = context.waker();
      }
      return phase == Phase.NEW;
    }
  }

  private void begin(RuntimeStrand strand) throws Exception {
    Scheduler runtime = strand.scheduler();
    scheduler = runtime;
    running = Current.here().running();
    if (!prepare()) {
      phase = Phase.DONE;
      return;
    }
    phase = Phase.BEGUN;
    try {
      handOn(runtime);
    } catch (RuntimeException e) {
      phase = Phase.DONE;
      failure = e;
      over();
    }
  }

  private @Nullable Object answer() throws Throwable {
    synchronized (lock) {
      if (phase != Phase.DONE) {
        return Poll.PENDING;
      }
      waker = null;
    }
    if (failure != null) {
      deliverFailure();
      throw failure;
    }
    return deliver(value);
  }

  @Override
  public final @Nullable Object cancel(Context context) throws Throwable {
    synchronized (lock) {
      if (phase != Phase.DONE) {
        left = true;
        waker = null;
        if (phase == Phase.BEGUN && !mustRun()) {
          phase = Phase.DONE;
          over();
        }
        return Poll.CANCELLED;
      }
    }
    return answer();
  }

  /**
   * What was handed on is over: carried out, or it never will be. Called once, after nobody could
   * see the outcome but {@link #failUnseen}, and before who waits is woken. Must not block where it
   * was not carried out.
   */
  protected void over() {}

  /**
   * Who has waited doesn't for now; another strand may poll later, and gets what came meanwhile.
   */
  public final void pause() {
    synchronized (lock) {
      waker = null;
    }
  }

  @Override
  public final void run() {
    synchronized (lock) {
      if (phase != Phase.BEGUN) {
        return;
      }
      phase = Phase.RUNNING;
    }
    // An interrupt that is none of ours would close the file.
    boolean interrupted = Thread.interrupted();
    Current.Scope scope = Current.enter(Objects.requireNonNull(running));
    Begun recorded = Flight.RECORDER.blockingBegins();
    try {
      value = call();
    } catch (Throwable t) {
      Traces.leaveBlockingWork(t);
      failure = t;
    } finally {
      if (recorded != null) {
        Flight.RECORDER.blockingEnds(recorded, running.task(), this);
      }
      scope.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  @Override
  public final void drop() {
    synchronized (lock) {
      if (phase != Phase.BEGUN) {
        return;
      }
      phase = Phase.RUNNING;
    }
    failure = new IOException(this + ": " + scheduler + " is closed");
    end();
  }

  @SuppressWarnings("NullAway") // without a failure the value is a T
  private void end() {
    Waker woken;
    boolean unseen;
    synchronized (lock) {
      phase = Phase.DONE;
      woken = waker;
      waker = null;
      unseen = left;
    }
    if (unseen && failure == null) {
      discard(value);
    } else if (unseen && mustRun()) {
      failUnseen(failure, Objects.requireNonNull(scheduler));
    }
    over();
    if (woken != null) {
      woken.wake();
    }
  }
}
