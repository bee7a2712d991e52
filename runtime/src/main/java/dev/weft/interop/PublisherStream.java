package dev.weft.interop;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A stream that subscribes to a publisher when it is asked for its first element. */
final class PublisherStream<T> implements AsyncStream<T> {
  private final StreamSubscriber<T> subscriber;
  private final First first = new First();

  /** Null once subscribed; belongs to the task that reads. */
  private Flow.@Nullable Publisher<? extends T> publisher;

  PublisherStream(Flow.Publisher<? extends T> publisher, StreamSubscriber<T> subscriber) {
    this.publisher = publisher;
    this.subscriber = subscriber;
  }

  @Override
  public Future<@Nullable T> next() {
    return publisher == null ? subscriber.next() : first;
  }

  /** One that has not subscribed never will. */
  @Override
  public Future<Void> closeAsync() {
    return subscriber.closeAsync();
  }

  @Override
  public String toString() {
    return "stream of " + (publisher == null ? subscriber : publisher);
  }

  private final class First implements Future<@Nullable T> {
    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      Flow.Publisher<? extends T> source = publisher;
      publisher = null;
      if (source != null && !subscriber.isClosed()) {
        subscribe(source);
      }
      return subscriber.next().poll(context);
    }

    /** Rule 1.9 forbids it to throw; who waited would wait forever. */
    private void subscribe(Flow.Publisher<? extends T> source) {
      try {
        source.subscribe(subscriber);
      } catch (RuntimeException e) {
        subscriber.onError(e);
      }
    }

    @Override
    public @Nullable Object cancel(Context context) throws Throwable {
      return subscriber.next().cancel(context);
    }
  }
}
