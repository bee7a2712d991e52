package dev.weft.interop;

import dev.weft.AsyncStream;
import dev.weft.internal.task.Scheduler;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** A publisher that makes a stream for each subscription, and runs a task that reads it. */
final class StreamPublisher<T> implements Flow.Publisher<T> {
  private final Scheduler scheduler;
  private final Supplier<? extends AsyncStream<? extends T>> streams;

  StreamPublisher(Scheduler scheduler, Supplier<? extends AsyncStream<? extends T>> streams) {
    this.scheduler = scheduler;
    this.streams = Objects.requireNonNull(streams, "streams");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    new StreamSubscription<T>(streams, subscriber).start(scheduler);
  }
}
