package dev.weft.interop;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/** The compatibility kit for subscribers, with a look inside, on streams that are subscribers. */
public final class SubscriberVerification extends FlowSubscriberWhiteboxVerification<Integer> {
  public SubscriberVerification() {
    super(Kit.environment());
  }

  @Override
  public Flow.Subscriber<Integer> createFlowSubscriber(WhiteboxSubscriberProbe<Integer> probe) {
    return new Probed(probe);
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }

  /** Passes on what it is told, and tells the probe. */
  private static final class Probed implements Flow.Subscriber<Integer> {
    private final WhiteboxSubscriberProbe<Integer> probe;
    private final StreamSubscriber<Integer> subscriber = StreamSubscriber.withWindow(16);

    Probed(WhiteboxSubscriberProbe<Integer> probe) {
      this.probe = probe;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
      probe.registerOnSubscribe(
          new SubscriberPuppet() {
            @Override
            public void triggerRequest(long elements) {
              // The window is larger than whatever the kit asks for.
            }

            @Override
            public void signalCancel() {
              subscriber.close();
            }
          });
    }

    @Override
    public void onNext(Integer element) {
      subscriber.onNext(element);
      probe.registerOnNext(element);
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
      probe.registerOnError(failure);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
      probe.registerOnComplete();
    }
  }
}
