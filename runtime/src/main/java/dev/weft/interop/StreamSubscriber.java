package dev.weft.interop;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber whose elements are a stream: for whatever takes a {@link Flow.Subscriber}. {@link
 * Flows#stream} makes streams of publishers.
 *
 * <pre>{@code
 * StreamSubscriber<Integer> numbers = StreamSubscriber.withWindow(16);
 * publisher.subscribe(numbers);
 * int first = await(numbers.next());
 * numbers.close();
 * }</pre>
 *
 * <p>Back-pressure: the publisher is asked for a window of elements at once, which wait here, and
 * for more as soon as half of them were taken. A failure of the publisher is thrown by {@code
 * next()}, once, behind the elements that came before it; then the stream is over.
 *
 * <p>{@code next()} is cancel-safe: a future that is cancelled has taken no element. {@link #close}
 * cancels the subscription, and what waits here is dropped. The publisher's threads never wait.
 *
 * @param <T> the type of the elements
 */
public final class StreamSubscriber<T>
    implements Flow.Subscriber<T>, AsyncStream<T>, AutoCloseable {
  private final int window;
  private final Next next = new Next();
  private final Demand demand = new Demand();
  private final Object lock = new Object();

  /** What came and was not taken; guarded by the lock, as is all that follows. */
  private final Queue<T> waiting = new ArrayDeque<>();

  /** Who waits for an element; null for nobody. */
  private @Nullable Waker waker;

  /** Elements that were taken since the publisher was asked last. */
  private int taken;

  /** Whether nothing more will come. */
  private boolean ended;

  private boolean closed;

  /** Null once it was thrown. */
  private @Nullable Throwable failure;

  private StreamSubscriber(int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1: " + window);
    }
    this.window = window;
  }

  /**
   * A subscriber with a window of {@link Flow#defaultBufferSize} elements.
   *
   * @param <T> the type of the elements
   * @return the subscriber
   */
  public static <T> StreamSubscriber<T> create() {
    return new StreamSubscriber<>(Flow.defaultBufferSize());
  }

  /**
   * A subscriber with a window.
   *
   * @param window the most elements that the publisher is asked for before they are taken, at least
   *     1
   * @param <T> the type of the elements
   * @return the subscriber
   */
  public static <T> StreamSubscriber<T> withWindow(int window) {
    return new StreamSubscriber<>(window);
  }

  // What the publisher calls

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    if (demand.accept(Objects.requireNonNull(subscription, "subscription"))) {
      demand.request(window);
    }
  }

  @Override
  public void onNext(T element) {
    Objects.requireNonNull(element, "element");
    Waker woken;
    boolean tooMany;
    synchronized (lock) {
      if (ended || closed) {
        return;
      }
      tooMany = waiting.size() + taken >= window;
      if (!tooMany) {
        waiting.add(element);
      }
      woken = takeWaker();
    }
    if (tooMany) {
      demand.cancel();
      end(tooMany());
    } else if (woken != null) {
      woken.wake();
    }
  }

  private IllegalStateException tooMany() {
    return new IllegalStateException(
        "the publisher has sent more than the "
            + window
            + " elements it was asked for, which rule 1.1 of Reactive Streams forbids");
  }

  @Override
  public void onError(Throwable failure) {
    demand.end();
    end(Objects.requireNonNull(failure, "failure"));
  }

  @Override
  public void onComplete() {
    demand.end();
    end(null);
  }

  private void end(@Nullable Throwable why) {
    Waker woken = null;
    synchronized (lock) {
      if (!ended && !closed) {
        ended = true;
        failure = why;
        woken = takeWaker();
      }
    }
    if (woken != null) {
      woken.wake();
    }
  }

  private @Nullable Waker takeWaker() {
    Waker woken = waker;
    waker = null;
    return woken;
  }

  // What the reader calls

  @Override
  public Future<@Nullable T> next() {
    return next;
  }

  /** Ends the stream and cancels the subscription, now or when there is one. Idempotent. */
  @Override
  public void close() {
    Waker woken;
    synchronized (lock) {
      closed = true;
      failure = null;
      waiting.clear();
      woken = takeWaker();
    }
    demand.cancel();
    if (woken != null) {
      woken.wake();
    }
  }

  /**
   * Closes the stream when it is awaited; there is nothing to wait for.
   *
   * @return a lazy future of it
   */
  @CancelSafe
  @Override
  public Future<Void> closeAsync() {
    return new Close();
  }

  boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** Takes an element if there is one, and asks for more where half of a window was taken. */
  private @Nullable Object take(Waker current) throws Throwable {
    int more;
    T element;
    synchronized (lock) {
      element = waiting.poll();
      if (element == null) {
        return answerWithout(current);
      }
      taken++;
      more = taken > (window - 1) / 2 && !ended ? taken : 0;
      taken -= more;
    }
    if (more > 0) {
      demand.request(more);
    }
    return element;
  }

  private @Nullable Object answerWithout(Waker current) throws Throwable {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
    if (ended || closed) {
      return null;
    }
    waker = current;
    return Poll.PENDING;
  }

  @Override
  public String toString() {
    synchronized (lock) {
      return "StreamSubscriber[" + waiting.size() + (ended || closed ? " left]" : " waiting]");
    }
  }

  /** One future for all elements, since one ends before the next is asked for. */
  private final class Next implements Future<@Nullable T> {
    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      return take(context.waker());
    }

    @Override
    public Object cancel(Context context) {
      synchronized (lock) {
        waker = null;
      }
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return "StreamSubscriber.next";
    }
  }

  private final class Close implements Future<Void> {
    @Override
    public @Nullable Object poll(Context context) {
      close();
      return null;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
