package dev.weft.interop;

import dev.weft.AsyncStream;
import dev.weft.RuntimeHandle;
import dev.weft.internal.runtime.DefaultRuntime;
import dev.weft.internal.task.Current;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * Streams of publishers and publishers of streams: the bridge to Reactive Streams, as the JDK has
 * them in {@link Flow}. Both sides pass the compatibility kit of Reactive Streams.
 *
 * <pre>{@code
 * AsyncStream<Integer> numbers = Flows.stream(publisher);
 * for (int number : each(numbers)) {
 *   total += number;
 * }
 * }</pre>
 */
public final class Flows {
  private Flows() {}

  /**
   * A stream of what a publisher gives, in a window of {@link Flow#defaultBufferSize} elements; see
   * {@link #stream(Flow.Publisher, int)}.
   *
   * @param publisher the publisher
   * @param <T> the type of the elements
   * @return the stream, to be closed when it is left before its end
   */
  public static <T> AsyncStream<T> stream(Flow.Publisher<? extends T> publisher) {
    return stream(publisher, Flow.defaultBufferSize());
  }

  /**
   * A stream of what a publisher gives. It subscribes when the first element is asked for, and
   * keeps elements and failures as a {@link StreamSubscriber} does. {@code next()} is cancel-safe.
   * Closing it cancels the subscription.
   *
   * @param publisher the publisher
   * @param window the most elements that are asked for before they are taken, at least 1
   * @param <T> the type of the elements
   * @return the stream, to be closed when it is left before its end
   */
  public static <T> AsyncStream<T> stream(Flow.Publisher<? extends T> publisher, int window) {
    Objects.requireNonNull(publisher, "publisher");
    return new PublisherStream<>(publisher, StreamSubscriber.withWindow(window));
  }

  /**
   * A publisher of streams, on the current runtime; see {@link #publisher(RuntimeHandle,
   * Supplier)}.
   *
   * @param streams makes a stream for each subscription
   * @param <T> the type of the elements
   * @return the publisher
   * @throws IllegalStateException outside of a runtime
   */
  public static <T> Flow.Publisher<T> publisher(
      Supplier<? extends AsyncStream<? extends T>> streams) {
    return new StreamPublisher<>(Current.scheduler("Flows.publisher"), streams);
  }

  /**
   * A publisher of streams. Each subscription makes a stream, and a task on the runtime reads it,
   * as far as the subscriber has asked and no further, and calls the subscriber, which must not
   * block.
   *
   * <p>When the subscription ends, by {@code cancel()}, too, the stream's {@code next()} is given
   * up and {@code closeAsync()} awaited, so that its cleanup runs; {@code onComplete} and {@code
   * onError} come after that. A subscriber that throws counts as one that cancels, and its failure
   * is reported as that of a task which nobody awaits. When the runtime is closed, {@code onError}
   * gets a {@link java.util.concurrent.CancellationException}.
   *
   * @param runtime where the tasks run
   * @param streams makes a stream for each subscription; called by the task
   * @param <T> the type of the elements
   * @return the publisher, which any number of subscribers can subscribe to
   */
  public static <T> Flow.Publisher<T> publisher(
      RuntimeHandle runtime, Supplier<? extends AsyncStream<? extends T>> streams) {
    return new StreamPublisher<>(DefaultRuntime.schedulerOf(runtime), streams);
  }
}
