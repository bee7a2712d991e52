package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.interop.Flows;
import dev.weft.interop.StreamSubscriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of publishers, and publishers of streams. */
@Timeout(60)
final class FlowsTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** A publisher that a test drives by hand, with one subscriber. */
  private final class Hand implements Flow.Publisher<Integer>, Flow.Subscription {
    Flow.Subscriber<? super Integer> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> to) {
      log.add("subscribed");
      subscriber = to;
      to.onSubscribe(this);
    }

    @Override
    public void request(long count) {
      log.add("request " + count);
    }

    @Override
    public void cancel() {
      log.add("cancel");
    }

    void send(int... numbers) {
      for (int number : numbers) {
        subscriber.onNext(number);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void asksForAWindowAndRefillsItAtHalf(Runtimes flavor) throws Exception {
    Hand hand = new Hand();
    flavor.run(
        () -> {
          AsyncStream<Integer> stream = Flows.stream(hand, 4);
          assertThat(log).isEmpty();
          JoinHandle<Integer> first = spawn(() -> await(stream.next()));
          await(Until.holds(() -> log.contains("request 4")));
          assertThat(log).containsExactly("subscribed", "request 4");
          hand.send(1, 2, 3, 4);
          assertThat(await(first)).isEqualTo(1);
          assertThat(log).hasSize(2);
          assertThat(await(stream.next())).isEqualTo(2);
          assertThat(log).endsWith("request 2").hasSize(3);
          assertThat(await(stream.next())).isEqualTo(3);
          assertThat(log).hasSize(3);
          hand.send(5);
          hand.subscriber.onComplete();
          assertThat(await(stream.next())).isEqualTo(4);
          assertThat(await(stream.next())).isEqualTo(5);
          assertThat(await(stream.next())).isNull();
          assertThat(await(stream.next())).isNull();
          assertThat(log).hasSize(3);
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void aFailureComesBehindTheElements(Runtimes flavor) throws Exception {
    Hand hand = new Hand();
    IllegalStateException failure = new IllegalStateException("down");
    flavor.run(
        () -> {
          StreamSubscriber<Integer> stream = StreamSubscriber.create();
          hand.subscribe(stream);
          hand.send(1);
          hand.subscriber.onError(failure);
          assertThat(await(stream.next())).isEqualTo(1);
          try {
            await(stream.next());
          } catch (IllegalStateException e) {
            log.add(e.getMessage());
          }
          assertThat(await(stream.next())).isNull();
          return null;
        });
    assertThat(log).containsExactly("subscribed", "request 256", "down");
  }

  @ParameterizedTest
  @EnumSource
  void aWaitThatIsCancelledTakesNoElement(Runtimes flavor) throws Exception {
    Hand hand = new Hand();
    flavor.run(
        () -> {
          StreamSubscriber<Integer> stream = StreamSubscriber.withWindow(1);
          hand.subscribe(stream);
          JoinHandle<Integer> waiting = spawn(() -> await(stream.next()));
          await(yieldNow());
          waiting.abort();
          await(waiting.outcome());
          hand.send(7);
          assertThat(await(stream.next())).isEqualTo(7);
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void closingCancelsTheSubscriptionOnce(Runtimes flavor) throws Exception {
    Hand hand = new Hand();
    flavor.run(
        () -> {
          AsyncStream<Integer> stream = Flows.stream(hand);
          JoinHandle<Integer> waiting = spawn(() -> await(stream.next()));
          await(Until.holds(() -> hand.subscriber != null));
          await(stream.closeAsync());
          await(stream.closeAsync());
          assertThat(await(waiting)).isNull();
          hand.send(1);
          assertThat(await(stream.next())).isNull();
          return null;
        });
    assertThat(log).containsExactly("subscribed", "request 256", "cancel");
  }

  @Test
  void oneThatIsClosedBeforeItHasSubscribedNeverDoes() throws Exception {
    Hand hand = new Hand();
    AsyncStream<Integer> stream = Flows.stream(hand);
    stream.closeAsync().join();
    assertThat(stream.next().join()).isNull();
    assertThat(log).isEmpty();
  }

  @Test
  void oneThatIsClosedBeforeItsSubscriptionComesCancelsThat() {
    StreamSubscriber<Integer> stream = StreamSubscriber.create();
    stream.close();
    new Hand().subscribe(stream);
    assertThat(log).containsExactly("subscribed", "cancel");
  }

  @Test
  void aSecondSubscriptionIsCancelled() {
    StreamSubscriber<Integer> stream = StreamSubscriber.create();
    new Hand().subscribe(stream);
    new Hand().subscribe(stream);
    assertThat(log).containsExactly("subscribed", "request 256", "subscribed", "cancel");
  }

  @Test
  void aPublisherThatSendsMoreThanItWasAskedForIsCancelled() throws Exception {
    StreamSubscriber<Integer> stream = StreamSubscriber.withWindow(2);
    Hand hand = new Hand();
    hand.subscribe(stream);
    hand.send(1, 2, 3, 4);
    assertThat(log).containsExactly("subscribed", "request 2", "cancel");
    assertThat(stream.next().join()).isEqualTo(1);
    assertThat(stream.next().join()).isEqualTo(2);
    assertThatThrownBy(() -> stream.next().join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the publisher has sent more than the 2 elements it was asked for, which rule 1.1 of"
                + " Reactive Streams forbids");
    assertThat(stream.next().join()).isNull();
  }

  @Test
  void aPublisherThatThrowsFailsTheStream() throws Exception {
    AsyncStream<Integer> stream =
        Flows.stream(
            to -> {
              throw new IllegalStateException("no subscription");
            });
    assertThatThrownBy(() -> stream.next().join()).hasMessage("no subscription");
    assertThat(stream.next().join()).isNull();
  }

  @Test
  void windowsHoldAnElement() {
    assertThatThrownBy(() -> StreamSubscriber.withWindow(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("window must be at least 1: 0");
  }

  /** The JDK's own publisher has a buffer, and holds up who submits when it is full. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void allElementsOfAPublisherComeInOrder(Runtimes flavor) throws Exception {
    int count = 10_000;
    List<Integer> got =
        flavor.run(
            () -> {
              try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
                StreamSubscriber<Integer> stream = StreamSubscriber.withWindow(8);
                publisher.subscribe(stream);
                Thread sender = new Thread(() -> sendAll(publisher, count), "sender");
                sender.start();
                List<Integer> all = new ArrayList<>();
                for (int number : each(stream)) {
                  all.add(number);
                }
                return all;
              }
            });
    assertThat(got).hasSize(count).isSorted().doesNotHaveDuplicates();
  }

  private static void sendAll(SubmissionPublisher<Integer> publisher, int count) {
    for (int i = 0; i < count; i++) {
      publisher.submit(i);
    }
    publisher.close();
  }

  // Publishers

  /** Numbers without end, whose close awaits. */
  private final class Numbers implements AsyncStream<Integer> {
    private final Gate<Void> gate;
    private int next;

    Numbers(Gate<Void> gate) {
      this.gate = gate;
    }

    /** Gives three at once and then waits. */
    @Async
    @Override
    public Future<@Nullable Integer> next() {
      if (next == 3) {
        try {
          await(gate);
        } finally {
          log.add("left next");
        }
      }
      return ready(next++);
    }

    @Async
    @Override
    public Future<Void> closeAsync() {
      await(yieldNow());
      log.add("closed");
      return ready();
    }
  }

  /** Logs what it is told. */
  private final class Logging implements Flow.Subscriber<Object> {
    private final int atFirst;
    private volatile Flow.Subscription subscription;
    private volatile boolean ended;

    Logging(int atFirst) {
      this.atFirst = atFirst;
    }

    @Override
    public void onSubscribe(Flow.Subscription offered) {
      subscription = offered;
      if (atFirst > 0) {
        offered.request(atFirst);
      }
    }

    @Override
    public void onNext(Object element) {
      log.add("next " + element);
      if (element.equals(-1)) {
        throw new IllegalStateException("refused");
      }
    }

    @Override
    public void onError(Throwable failure) {
      log.add("error " + failure);
      ended = true;
    }

    @Override
    public void onComplete() {
      log.add("complete");
      ended = true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsTheStreamAsFarAsTheSubscriberHasAsked(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Logging subscriber = new Logging(1);
          Flows.<Object>publisher(() -> AsyncStream.of("a", "b", "c")).subscribe(subscriber);
          await(Until.holds(() -> log.size() == 1));
          await(yieldNow());
          assertThat(log).containsExactly("next a");
          subscriber.subscription.request(2);
          await(Until.holds(() -> log.size() == 3));
          subscriber.subscription.request(Long.MAX_VALUE);
          await(Until.holds(() -> subscriber.ended));
          return null;
        });
    assertThat(log).containsExactly("next a", "next b", "next c", "complete");
  }

  @ParameterizedTest
  @EnumSource
  void cancellingTheSubscriptionCancelsTheStreamAndClosesIt(Runtimes flavor) throws Exception {
    Gate<Void> gate = new Gate<>();
    flavor.run(
        () -> {
          Logging subscriber = new Logging(10);
          Flows.<Object>publisher(() -> new Numbers(gate)).subscribe(subscriber);
          await(Until.holds(gate::wasPolled));
          subscriber.subscription.cancel();
          await(Until.holds(() -> log.contains("closed")));
          subscriber.subscription.request(1);
          await(yieldNow());
          return null;
        });
    assertThat(log).containsExactly("next 0", "next 1", "next 2", "left next", "closed");
  }

  @ParameterizedTest
  @EnumSource
  void aSubscriptionThatIsCancelledAtOnceMakesNoStream(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Flow.Subscriber<Object> subscriber =
              new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                  subscription.cancel();
                }

                @Override
                public void onNext(Object element) {
                  log.add("next");
                }

                @Override
                public void onError(Throwable failure) {
                  log.add("error");
                }

                @Override
                public void onComplete() {
                  log.add("complete");
                }
              };
          Flows.publisher(
                  () -> {
                    log.add("made");
                    return AsyncStream.<Object>of("a");
                  })
              .subscribe(subscriber);
          await(Until.holds(() -> AsyncRuntime.current().dumpTasks().isEmpty()));
          return null;
        });
    assertThat(log).isEmpty();
  }

  /** A stream whose second element fails, and which is closed then. */
  private final class Failing implements AsyncStream<Object> {
    private boolean again;

    @Async
    @Override
    public Future<@Nullable Object> next() {
      if (again) {
        throw new IllegalStateException("down");
      }
      again = true;
      return ready("a");
    }

    @Async
    @Override
    public Future<Void> closeAsync() {
      await(shield(yieldNow()));
      log.add("closed");
      return ready();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfTheStreamIsToldAfterItWasClosed(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Logging subscriber = new Logging(10);
          Flows.<Object>publisher(Failing::new).subscribe(subscriber);
          await(Until.holds(() -> subscriber.ended));
          return null;
        });
    assertThat(log)
        .containsExactly("next a", "closed", "error java.lang.IllegalStateException: down");
  }

  @ParameterizedTest
  @EnumSource
  void aSubscriberThatThrowsHasCancelled(Runtimes flavor) throws Exception {
    List<String> reported = Collections.synchronizedList(new ArrayList<>());
    try (AsyncRuntime runtime =
        flavor
            .builder()
            .uncaughtExceptionHandler((thread, failure) -> reported.add(failure.getMessage()))
            .build()) {
      runtime.blockOn(
          async(
              () -> {
                Flows.<Object>publisher(() -> AsyncStream.of(-1, 2)).subscribe(new Logging(10));
                await(Until.holds(() -> AsyncRuntime.current().dumpTasks().isEmpty()));
              }));
    }
    assertThat(log).containsExactly("next -1");
    assertThat(reported).containsExactly("refused");
  }

  @ParameterizedTest
  @EnumSource
  void aRuntimeThatClosesFailsTheSubscriber(Runtimes flavor) throws Exception {
    Gate<Void> gate = new Gate<>();
    flavor.run(
        () -> {
          Flows.<Object>publisher(() -> new Numbers(gate)).subscribe(new Logging(10));
          await(Until.holds(gate::wasPolled));
          return null;
        });
    assertThat(log)
        .containsExactly(
            "next 0",
            "next 1",
            "next 2",
            "left next",
            "closed",
            "error "
                + CancellationException.class.getName()
                + ": the runtime of the publisher is closed");
  }

  @ParameterizedTest
  @EnumSource
  void aRuntimeThatIsClosedFailsTheSubscriber(Runtimes flavor) {
    AsyncRuntime runtime = flavor.start();
    runtime.close();
    Flows.<Object>publisher(runtime.handle(), () -> AsyncStream.of("a")).subscribe(new Logging(10));
    assertThat(log).hasSize(1).allMatch(line -> line.contains("publisher is closed"));
  }

  @Test
  void outsideOfARuntimeOneIsNamed() {
    assertThatThrownBy(() -> Flows.publisher(() -> AsyncStream.of("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Flows.publisher was called outside of a runtime");
  }

  /** Both bridges, one behind the other. */
  @ParameterizedTest
  @EnumSource
  void whatIsPublishedComesOutOfTheStream(Runtimes flavor) throws Exception {
    int count = 1000;
    List<Integer> got =
        flavor.run(
            () -> {
              List<Integer> numbers = Collections.nCopies(count, 7);
              List<Integer> all = new ArrayList<>();
              AsyncStream<Integer> stream =
                  Flows.stream(Flows.publisher(() -> AsyncStream.from(numbers)), 3);
              for (int number : each(stream)) {
                all.add(number);
              }
              return all;
            });
    assertThat(got).hasSize(count).containsOnly(7);
  }
}
