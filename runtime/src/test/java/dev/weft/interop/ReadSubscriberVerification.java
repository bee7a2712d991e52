package dev.weft.interop;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.internal.testing.Steps;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;

/** The compatibility kit for subscribers as seen from outside, while a task reads the stream. */
public final class ReadSubscriberVerification extends FlowSubscriberBlackboxVerification<Integer> {
  /** The failures that the kit sends reach the reader, which is a task that nobody awaits. */
  private final AsyncRuntime runtime =
      AsyncRuntime.multiThread()
          .workerThreads(2)
          .uncaughtExceptionHandler((thread, failure) -> {})
          .build();

  public ReadSubscriberVerification() {
    super(Kit.environment());
  }

  @AfterClass
  public void close() {
    runtime.close();
  }

  @Override
  public Flow.Subscriber<Integer> createFlowSubscriber() {
    StreamSubscriber<Integer> subscriber = StreamSubscriber.withWindow(2);
    runtime.spawn(reader(subscriber));
    return subscriber;
  }

  /** Reads to the end, or more elements than the kit sends. */
  private static Future<?> reader(StreamSubscriber<Integer> subscriber) {
    Callable<?>[] steps = new Callable<?>[100];
    Arrays.fill(steps, (Callable<?>) subscriber::next);
    return new Steps(steps);
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
