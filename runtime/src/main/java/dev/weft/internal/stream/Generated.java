package dev.weft.internal.stream;

import dev.weft.AsyncConsumer;
import dev.weft.Context;
import dev.weft.Emitter;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.queue.Wakers;
import dev.weft.internal.task.Branch;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What async code emits. It runs in a branch of the task that asks for an element, while that asks.
 *
 * <h2>Turns</h2>
 *
 * The code hands over an element and is suspended in {@link Emit} until the next one is asked for:
 * nothing runs ahead. Whoever asks and gives up leaves the code where it is; the next one who asks
 * goes on with it. Only {@link #closeAsync} cancels it, and waits for its end.
 *
 * <h2>Threads</h2>
 *
 * All fields belong to the task that uses the stream, but for {@link #running}, at which an emit
 * looks from anywhere: it finds its own thread there only if it is polled by the code.
 */
public final class Generated<T> extends Stage<T> implements Emitter<T> {
  private final Branch code;
  private State state = State.FRESH;

  /** The emit that was begun and has not ended. */
  private @Nullable Emit<T> emit;

  /** The thread that runs the code, while it does. */
  private @Nullable Thread running;

  /** Whoever waits, for an element or for the end. */
  private final Set<Waker> waiting = new HashSet<>(2);

  private enum State {
    /** The code has not started. */
    FRESH,
    RUNNING,
    /** The code was cancelled and cleans up. */
    CLOSING,
    ENDED
  }

  private interface Step {
    @Nullable Object go(Context context) throws Throwable;
  }

  /** A stream whose code has not started. */
  public Generated(AsyncConsumer<? super Emitter<T>, ?> code) {
    this.code = new Branch(LambdaFrame.accept(asConsumer(code), this));
  }

  @SuppressWarnings("unchecked") // it accepts more than it is given
  private static <T> AsyncConsumer<Emitter<T>, ?> asConsumer(
      AsyncConsumer<? super Emitter<T>, ?> code) {
    return (AsyncConsumer<Emitter<T>, ?>) Objects.requireNonNull(code, "code");
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    if (state == State.CLOSING || state == State.ENDED) {
      return null;
    }
    refuseOwnCode();
    state = State.RUNNING;
    if (run(release(), context) != Poll.PENDING) {
      return null;
    }
    Emit<T> offered = emit;
    if (offered != null && offered.isOffered()) {
      stopWaiting(context);
      return offered.take();
    }
    waiting.add(context.waker());
    return Poll.PENDING;
  }

  /** Has the emit end whose element was given; returns how the code goes on. */
  private Step release() {
    Emit<T> given = emit;
    if (given == null) {
      return code::poll;
    }
    Waker waker = given.release();
    if (waker == code) {
      return code::goOn;
    }
    waker.wake();
    return code::poll;
  }

  /** Runs the code; what isn't PENDING is its end. */
  private @Nullable Object run(Step step, Context context) throws Throwable {
    Object answer = null;
    running = Thread.currentThread();
    try {
      answer = step.go(context);
    } finally {
      running = null;
      if (answer != Poll.PENDING) {
        end(context);
      }
    }
    return answer;
  }

  private void end(Context context) {
    state = State.ENDED;
    emit = null;
    Wakers others = new Wakers();
    stopWaiting(context);
    waiting.forEach(others::add);
    waiting.clear();
    others.wake();
  }

  private void refuseOwnCode() {
    if (running != null) {
      throw new IllegalStateException(
          "a generator waits for its own stream, which would never come to an end; let it emit and"
              + " return, and use the stream outside of it");
    }
  }

  /** The code stays where it is. */
  @Override
  protected Object leave(Context context) {
    stopWaiting(context);
    return Poll.CANCELLED;
  }

  private void stopWaiting(Context context) {
    if (!waiting.isEmpty()) {
      waiting.remove(context.waker());
    }
  }

  @Override
  public Future<Void> closeAsync() {
    return new End();
  }

  @Override
  public Future<Void> emit(T element) {
    Objects.requireNonNull(
        element, "emit(null): null would be the end of the stream; to end it, return");
    return new Emit<>(this, element);
  }

  /** An emit begins. */
  void begin(Emit<T> next) {
    if (running != Thread.currentThread()) {
      throw new IllegalStateException(
          state == State.ENDED
              ? "emit after the end of the generator; nobody can get the element"
              : "emit outside of the generator; only its own code may await it, and no other task");
    }
    if (state == State.CLOSING) {
      throw new IllegalStateException(
          "emit while the stream is being closed; nobody can get the element");
    }
    if (emit != null) {
      throw new IllegalStateException(
          "two elements are emitted at once; await each emit before the next");
    }
    emit = next;
  }

  /** An emit has ended, or nobody waits for its end any more. */
  void forget() {
    emit = null;
  }

  @Override
  public String toString() {
    return "AsyncStream.generate";
  }

  /** Cancels the code and waits until it has ended. */
  private final class End implements Future<Void> {
    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      return switch (state) {
        case FRESH, RUNNING -> begin(context);
        case CLOSING -> waited(run(code::poll, context), context);
        case ENDED -> null;
      };
    }

    private @Nullable Object begin(Context context) throws Throwable {
      refuseOwnCode();
      state = State.CLOSING;
      emit = null;
      return waited(run(code::cancel, context), context);
    }

    private @Nullable Object waited(@Nullable Object answer, Context context) {
      if (answer == Poll.PENDING) {
        waiting.add(context.waker());
        return Poll.PENDING;
      }
      return null;
    }

    /** The code is cancelled already. */
    @Override
    public @Nullable Object cancel(Context context) throws Throwable {
      return poll(context);
    }

    @Override
    public String toString() {
      return "closeAsync of a generator";
    }
  }
}
