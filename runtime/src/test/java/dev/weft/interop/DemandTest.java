package dev.weft.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a subscription are made one after the other. */
@Timeout(60)
final class DemandTest {
  private final Demand demand = new Demand();

  /** Notes what it is asked for, and whether two ask at once. */
  private static class Counting implements Flow.Subscription {
    final AtomicLong wanted = new AtomicLong();
    final AtomicInteger cancelled = new AtomicInteger();
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();

    @Override
    public void request(long count) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      wanted.addAndGet(count);
      onRequest();
      inside.decrementAndGet();
    }

    void onRequest() {}

    @Override
    public void cancel() {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      cancelled.incrementAndGet();
      inside.decrementAndGet();
    }
  }

  @Test
  void byWhicheverThreads() {
    Counting subscription = new Counting();
    demand.accept(subscription);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Waits.start(
              () -> {
                for (int n = 0; n < 20_000; n++) {
                  demand.request(1);
                }
              }));
    }
    threads.forEach(Waits::join);
    assertThat(subscription.wanted).hasValue(80_000);
    assertThat(subscription.most).hasValue(1);
  }

  /** A publisher may send within the call, and who takes that asks again. */
  @Test
  void whatIsAskedForWithinACallIsAskedForAfterIt() {
    Counting subscription =
        new Counting() {
          @Override
          void onRequest() {
            if (wanted.get() < 100_000) {
              demand.request(1);
            }
          }
        };
    demand.accept(subscription);
    demand.request(1);
    assertThat(subscription.wanted).hasValue(100_000);
    assertThat(subscription.most).hasValue(1);
  }

  @Test
  void nothingIsAskedForOnceItIsCancelled() {
    Counting subscription = new Counting();
    demand.accept(subscription);
    demand.cancel();
    demand.request(1);
    demand.cancel();
    assertThat(subscription.wanted).hasValue(0);
    assertThat(subscription.cancelled).hasValue(1);
  }

  @Test
  void nothingIsCalledOnceThePublisherHasEndedIt() {
    Counting subscription = new Counting();
    demand.accept(subscription);
    demand.end();
    demand.request(1);
    demand.cancel();
    assertThat(subscription.wanted).hasValue(0);
    assertThat(subscription.cancelled).hasValue(0);
  }

  @Test
  void whatWasAskedForBeforeThereIsASubscriptionWaitsForTheNextCall() {
    Counting subscription = new Counting();
    demand.cancel();
    assertThat(demand.accept(subscription)).isTrue();
    demand.request(1);
    assertThat(subscription.cancelled).hasValue(1);
    assertThat(subscription.wanted).hasValue(0);
  }
}
