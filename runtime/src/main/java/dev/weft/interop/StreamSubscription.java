package dev.weft.interop;

import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.internal.future.Shield;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: a frame, shaped as if woven, of the task that reads a stream as far as the
 * subscriber has asked, and closes it.
 *
 * <p>The subscriber is called by this task alone, but for {@code onSubscribe}, which comes before
 * the task starts, and for the end of a runtime that never runs the task. It ends a subscription by
 * aborting the task: the stream's {@code next()} is cancelled then, and its cleanup runs.
 *
 * <p>Fields that aren't volatile belong to the task.
 */
final class StreamSubscription<T> extends AsyncFrame implements Flow.Subscription {
  private static final String SITE = "dev.weft.interop.Flows\npublisher\n\n-1";

  private enum Phase {
    DEMAND,
    NEXT,
    CLOSE,
    END
  }

  private final Supplier<? extends AsyncStream<? extends T>> streams;
  private final AtomicLong demand = new AtomicLong();

  /** Null once it was told of the end, or has cancelled (rule 3.13). */
  private volatile Flow.@Nullable Subscriber<? super T> subscriber;

  /** Set before the task starts. */
  private @Nullable Task<?> task;

  /** Who waits for demand; written before the demand is looked at again. */
  private volatile @Nullable Waker waker;

  /** A request that rule 3.9 forbids. */
  private volatile @Nullable IllegalArgumentException badRequest;

  private Phase phase = Phase.DEMAND;
  private @Nullable AsyncStream<? extends T> stream;
  private @Nullable Throwable outcome;

  StreamSubscription(
      Supplier<? extends AsyncStream<? extends T>> streams, Flow.Subscriber<? super T> subscriber) {
    this.streams = streams;
    this.subscriber = subscriber;
  }

  void start(Scheduler scheduler) {
    Task<?> created = Task.create(scheduler, this, SITE);
    task = created;
    try {
      Objects.requireNonNull(subscriber).onSubscribe(this);
    } catch (RuntimeException e) {
      // Rule 2.13: the subscription counts as cancelled.
      scheduler.failures().report(created + " of a subscriber", e);
      cancel();
    }
    created.start();
    if (!created.onEnd(this::ended)) {
      ended();
    }
  }

  /** The task has ended; one that a closed runtime has dropped has told nobody. */
  private void ended() {
    Flow.Subscriber<? super T> told = subscriber;
    subscriber = null;
    if (told != null) {
      told.onError(new CancellationException("the runtime of the publisher is closed"));
    }
  }

  // What the subscriber calls

  @Override
  public void request(long count) {
    if (count <= 0) {
      badRequest =
          new IllegalArgumentException(
              "a subscriber has requested "
                  + count
                  + " elements; rule 3.9 of Reactive Streams asks for at least 1");
      abort("it has asked for no elements");
      return;
    }
    demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  @Override
  public void cancel() {
    subscriber = null;
    abort("its subscriber has cancelled");
  }

  private void abort(String reason) {
    Objects.requireNonNull(task, "set before the subscriber is told").abort(reason);
  }

  // The task

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    while (phase != Phase.END) {
      try {
        Object answer = resumed ? take(strand) : Strand.await(awaited(), strand, depth);
        resumed = false;
        if (answer == Poll.PENDING) {
          suspend(strand, 1);
          return answer;
        }
        advance(answer);
      } catch (Throwable t) {
        resumed = false;
        fail(t);
      }
    }
    finish();
    return null;
  }

  private Future<?> awaited() {
    AsyncStream<? extends T> source = stream;
    if (source == null) {
      if (subscriber == null) {
        throw new CancelledError();
      }
      source = Objects.requireNonNull(streams.get(), "the stream of a publisher is null");
      stream = source;
    }
    if (phase == Phase.DEMAND && demand.get() > 0) {
      phase = Phase.NEXT;
    }
    return switch (phase) {
      case DEMAND -> new Wait();
      case NEXT -> source.next();
      case CLOSE, END -> new Shield<>(source.closeAsync());
    };
  }

  @SuppressWarnings("unchecked") // the stream gives a T
  private void advance(@Nullable Object answer) {
    switch (phase) {
      case DEMAND -> phase = Phase.NEXT;
      case NEXT -> {
        if (answer == null) {
          phase = Phase.CLOSE;
        } else {
          emit((T) answer);
        }
      }
      case CLOSE, END -> phase = Phase.END;
    }
  }

  private void emit(T element) {
    if (demand.get() != Long.MAX_VALUE) {
      demand.decrementAndGet();
    }
    phase = Phase.DEMAND;
    Flow.Subscriber<? super T> told = subscriber;
    if (told == null) {
      return;
    }
    try {
      told.onNext(element);
    } catch (Throwable t) {
      // Rule 2.13: the subscription counts as cancelled.
      subscriber = null;
      throw t;
    }
  }

  private void fail(Throwable failure) {
    if (outcome == null) {
      outcome = failure;
    } else if (outcome != failure) {
      outcome.addSuppressed(failure);
    }
    phase = phase == Phase.CLOSE || stream == null ? Phase.END : Phase.CLOSE;
  }

  /** Tells the subscriber, or whoever is told of failures that nobody sees. */
  private void finish() throws Throwable {
    Throwable failure = badRequest == null ? outcome : badRequest;
    Flow.Subscriber<? super T> told = subscriber;
    subscriber = null;
    if (told == null) {
      report(failure);
    } else if (failure == null) {
      told.onComplete();
    } else {
      told.onError(failure instanceof CancelledError ? closed(failure) : failure);
    }
  }

  private static void report(@Nullable Throwable failure) throws Throwable {
    if (failure != null && !(failure instanceof CancelledError)) {
      throw failure;
    }
  }

  private static CancellationException closed(Throwable cancellation) {
    CancellationException closed =
        new CancellationException("the runtime of the publisher is closed");
    closed.initCause(cancellation);
    return closed;
  }

  @Override
  public String toString() {
    return "subscription of " + (stream == null ? "a stream" : stream);
  }

  /** Ends when the subscriber has asked for more. */
  private final class Wait implements Future<Void> {
    @Override
    public @Nullable Object poll(Context context) {
      waker = context.waker();
      return demand.get() > 0 ? done() : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      done();
      return Poll.CANCELLED;
    }

    private @Nullable Object done() {
      waker = null;
      return null;
    }

    @Override
    public String toString() {
      return "Flow.Subscription.request";
    }
  }
}
