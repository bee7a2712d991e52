package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Broadcast;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Watch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The adapters of streams that call plain functions, on elements that are there and that come. */
final class StreamTest {
  /** An adapter, and what it makes of the numbers from 1 to 6. */
  private record Case(
      String name, Function<AsyncStream<Integer>, AsyncStream<?>> adapter, List<?> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case("map", s -> s.map(n -> n * n), List.of(1, 4, 9, 16, 25, 36)),
        new Case("filter", s -> s.filter(n -> n % 2 == 0), List.of(2, 4, 6)),
        new Case("filterMap", s -> s.filterMap(n -> n > 4 ? "n" + n : null), List.of("n5", "n6")),
        new Case("take", s -> s.take(2), List.of(1, 2)),
        new Case("take none", s -> s.take(0), List.of()),
        new Case("take more", s -> s.take(100), List.of(1, 2, 3, 4, 5, 6)),
        new Case("takeWhile", s -> s.takeWhile(n -> n != 3), List.of(1, 2)),
        new Case("skip", s -> s.skip(4), List.of(5, 6)),
        new Case("skip more", s -> s.skip(100), List.of()),
        new Case("skipWhile", s -> s.skipWhile(n -> n % 4 != 0), List.of(4, 5, 6)),
        new Case("chunks", s -> s.chunks(4), List.of(List.of(1, 2, 3, 4), List.of(5, 6))),
        new Case("full chunks", s -> s.chunks(3), List.of(List.of(1, 2, 3), List.of(4, 5, 6))),
        new Case(
            "flatMap", s -> s.flatMap(n -> Numbers.suspending(n % 3)), List.of(1, 1, 2, 1, 1, 2)),
        new Case("concat", s -> s.take(1).concat(Numbers.suspending(2)), List.of(1, 1, 2)),
        new Case("concat empty", s -> AsyncStream.<Integer>empty().concat(s.take(1)), List.of(1)),
        new Case("zip", s -> s.zip(AsyncStream.of("a", "b"), (n, t) -> t + n), List.of("a1", "b2")),
        new Case(
            "zip of one that waits",
            s -> AsyncStream.of(10, 20).zip(s, Integer::sum),
            List.of(11, 22)),
        new Case(
            "pipeline",
            s -> s.map(n -> n + 1).filter(n -> n % 2 == 1).skip(1).take(1),
            List.of(5)));
  }

  static Stream<Arguments> casesOnRuntimes() {
    return Stream.of(Runtimes.values())
        .flatMap(runtimes -> cases().stream().map(each -> Arguments.of(runtimes, each)));
  }

  @ParameterizedTest
  @MethodSource("casesOnRuntimes")
  void ofElementsThatAreThere(Runtimes runtimes, Case each) throws Exception {
    assertThat(all(runtimes, each.adapter.apply(Numbers.there(6)))).isEqualTo(each.expected);
  }

  @ParameterizedTest
  @MethodSource("casesOnRuntimes")
  void ofElementsThatCome(Runtimes runtimes, Case each) throws Exception {
    assertThat(all(runtimes, each.adapter.apply(Numbers.suspending(6)))).isEqualTo(each.expected);
  }

  private static List<?> all(Runtimes runtimes, AsyncStream<?> stream) throws Exception {
    return runtimes.run(() -> await(stream.toList()));
  }

  /** After the end come further ends, and the source is asked no more. */
  @ParameterizedTest
  @MethodSource("cases")
  @Tag("T108")
  void endsForEver(Case each) throws Exception {
    Numbers source = Numbers.suspending(6);
    AsyncStream<?> stream = each.adapter.apply(source);
    List<Object> ends =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              List<Object> further = new ArrayList<>();
              long unused = await(stream.count());
              for (int i = 0; i < 3; i++) {
                further.add(await(stream.next()));
              }
              return further;
            });
    assertThat(ends).containsExactly(null, null, null);
    assertThat(source.ends()).isLessThanOrEqualTo(1);
  }

  /** Closing comes through to the source and is waited for; then the stream has ended. */
  @ParameterizedTest
  @MethodSource("cases")
  void closesItsSource(Case each) throws Exception {
    Numbers source = Numbers.suspending(6);
    AsyncStream<?> stream = each.adapter.apply(source);
    Object afterwards =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              Object unused = await(stream.next());
              await(stream.closeAsync());
              return await(stream.next());
            });
    assertThat(source.closed()).isEqualTo(1);
    assertThat(afterwards).isNull();
  }

  private static int failAt2(int n) {
    if (n == 2) {
      throw new IllegalArgumentException("at 2");
    }
    return n;
  }

  private static List<Object> withFailures(AsyncStream<?> stream) throws Exception {
    return Runtimes.CURRENT_THREAD.run(
        () -> {
          List<Object> seen = new ArrayList<>();
          while (true) {
            try {
              for (Object element : each(stream)) {
                seen.add(element);
              }
              return seen;
            } catch (RuntimeException e) {
              seen.add(e.getMessage());
            }
          }
        });
  }

  @Test
  void aFailureConcernsOneElement() throws Exception {
    for (Numbers source : List.of(Numbers.there(4), Numbers.suspending(4))) {
      assertThat(withFailures(source.map(StreamTest::failAt2))).containsExactly(1, "at 2", 3, 4);
    }
    assertThat(withFailures(Numbers.there(4).filter(n -> failAt2(n) > 1)))
        .containsExactly("at 2", 3, 4);
  }

  @Test
  void aFailureLeavesWhatWasTakenBesides() throws Exception {
    assertThat(withFailures(Numbers.there(4).map(StreamTest::failAt2).chunks(2)))
        .containsExactly("at 2", List.of(1, 3), List.of(4));
    AsyncStream<Integer> failing = Numbers.there(3).map(StreamTest::failAt2);
    assertThat(withFailures(failing.merge(AsyncStream.of(10, 20))))
        .containsExactly(1, 10, "at 2", 20, 3);
    AsyncStream<Integer> other = Numbers.there(3).map(StreamTest::failAt2);
    assertThat(withFailures(AsyncStream.of(10, 20).zip(other, List::of)))
        .containsExactly(List.of(10, 1), "at 2", List.of(20, 3));
  }

  @Test
  void nullIsRefusedWithTheCure() throws Exception {
    assertThat(withFailures(Numbers.there(2).map(n -> n == 1 ? null : n)))
        .containsExactly(
            "the function of map returned null, which would be the end of the stream; to leave an"
                + " element out use filterMap, to give a value that may be absent an Optional",
            2);
    assertThat(withFailures(Numbers.there(2).flatMap(n -> n == 1 ? null : Numbers.there(1))))
        .containsExactly(
            "the function of flatMap returned null; for no elements return AsyncStream.empty()", 1);
    assertThat(withFailures(Numbers.there(1).zip(AsyncStream.of(1), (a, b) -> null)))
        .containsExactly("the function of zip returned null, which would be the end of the stream");
  }

  /** Each is closed when it has ended, and before the next one is made. */
  @ParameterizedTest
  @EnumSource
  void streamsOfElementsAreClosed(Runtimes runtimes) throws Exception {
    List<Numbers> made = new ArrayList<>();
    AsyncStream<Integer> stream =
        Numbers.there(9)
            .flatMap(
                n -> {
                  assertThat(made).allMatch(each -> each.closed() == 1);
                  made.add(Numbers.suspending(n));
                  return made.get(n - 1);
                });
    List<Integer> got =
        runtimes.run(
            () -> {
              List<Integer> first = await(stream.take(4).toList());
              await(stream.closeAsync());
              return first;
            });
    assertThat(got).containsExactly(1, 1, 2, 1);
    assertThat(made).hasSize(3).allMatch(each -> each.closed() == 1);
  }

  @Test
  void argumentsAreCheckedAtTheCall() {
    AsyncStream<Integer> stream = AsyncStream.of(1);
    assertThatThrownBy(() -> stream.take(-1)).hasMessage("the count must not be negative: -1");
    assertThatThrownBy(() -> stream.skip(-2)).hasMessage("the count must not be negative: -2");
    assertThatThrownBy(() -> stream.chunks(0)).hasMessage("the size must be at least 1: 0");
    assertThatThrownBy(() -> stream.map(null)).hasMessage("function");
    assertThatThrownBy(() -> stream.filter(null)).hasMessage("condition");
    assertThatThrownBy(() -> stream.merge(null)).hasMessage("stream");
  }

  /** Both have elements all the time, so they take turns, from the first one on. */
  @ParameterizedTest
  @EnumSource
  @Tag("T108")
  void mergedStreamsTakeTurns(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> even = AsyncStream.of(0, 2, 4, 6);
    AsyncStream<Integer> odd = AsyncStream.of(1, 3, 5);
    assertThat(all(runtimes, even.merge(odd))).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6));
  }

  @Test
  @Tag("T108")
  void mergedStreamsEndWhenBothHave() throws Exception {
    List<?> merged = all(Runtimes.CURRENT_THREAD, AsyncStream.of(10).merge(Numbers.suspending(3)));
    assertThat(merged.stream().map(Object::toString).collect(Collectors.joining(" ")))
        .isEqualTo("10 1 2 3");
  }

  /** What waits in the one doesn't hold up the other. */
  @Test
  void mergedStreamsGiveWhatComes() throws Exception {
    AsyncStream<Integer> merged = AsyncStream.<Integer>pending().merge(Numbers.suspending(2));
    assertThat(all(Runtimes.CURRENT_THREAD, merged.take(2))).isEqualTo(List.of(1, 2));
  }

  /** Both are asked at once. */
  @Test
  void zippedStreamsDontWaitForOneAnother() throws Exception {
    Numbers source = Numbers.suspending(2);
    AsyncStream<Integer> zipped = AsyncStream.<Integer>pending().zip(source, Integer::sum);
    assertThatThrownBy(() -> Paused.run(() -> await(timeout(ofSeconds(1), zipped.next()))))
        .isInstanceOf(TimeoutException.class);
    assertThat(source.given()).isEqualTo(1);
  }

  /** A million ones, or fewer once somebody says stop. */
  private static AsyncStream<Integer> many(AtomicBoolean stop) {
    return AsyncStream.from(
        IntStream.generate(() -> 1).limit(1_000_000).takeWhile(n -> !stop.get()).boxed());
  }

  private static List<Function<AsyncStream<Integer>, Future<?>>> waysToLeaveOut() {
    return List.of(
        s -> s.filter(n -> false).next(),
        s -> s.filterMap(n -> null).next(),
        s -> s.skip(Long.MAX_VALUE).next(),
        s -> s.skipWhile(n -> true).next(),
        s -> s.chunks(Integer.MAX_VALUE).next(),
        s -> s.count(),
        s -> s.forEach(n -> {}));
  }

  /** Elements that are left out count: a filter that lets nothing through lets others run. */
  @Test
  void elementsThatAreLeftOutLetOthersRun() throws Exception {
    for (Function<AsyncStream<Integer>, Future<?>> way : waysToLeaveOut()) {
      AtomicBoolean stop = new AtomicBoolean();
      Future<?> run = way.apply(many(stop));
      boolean stopped =
          Runtimes.CURRENT_THREAD.run(
              () -> {
                JoinHandle<Void> stopper = spawn(() -> stop.set(true));
                Object unused = await(run);
                boolean before = stop.get();
                await(stopper);
                return before;
              });
      assertThat(stopped).isTrue();
    }
  }

  /** A mapped stream takes nothing ahead. */
  @Test
  void nothingIsTakenAhead() throws Exception {
    Numbers source = Numbers.there(10);
    AsyncStream<Integer> stream = source.map(n -> -n).filter(n -> n % 2 == 0);
    assertThat(source.given()).isZero();
    int first = Runtimes.CURRENT_THREAD.run(() -> await(stream.next()));
    assertThat(first).isEqualTo(-2);
    assertThat(source.given()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void runsToTheEndMakeAValue(Runtimes runtimes) throws Exception {
    List<Object> values =
        runtimes.run(
            () -> {
              List<Object> made = new ArrayList<>();
              made.add(await(Numbers.suspending(4).fold("", (text, n) -> text + n)));
              made.add(await(Numbers.suspending(4).collect(Collectors.summingInt(n -> n))));
              made.add(await(Numbers.suspending(4).toList()));
              made.add(await(Numbers.suspending(4).count()));
              made.add(await(Numbers.suspending(4).anyMatch(n -> n == 5)));
              Numbers some = Numbers.suspending(4);
              made.add(await(some.anyMatch(n -> n == 3)));
              made.add(await(some.next()));
              return made;
            });
    assertThat(values).containsExactly("1234", 10, List.of(1, 2, 3, 4), 4L, false, true, 4);
  }

  @ParameterizedTest
  @EnumSource
  void forEachAwaitsItsLambda(Runtimes runtimes) throws Exception {
    List<Integer> seen =
        runtimes.run(
            () -> {
              List<Integer> log = new ArrayList<>();
              for (Numbers source : List.of(Numbers.there(3), Numbers.suspending(3))) {
                await(
                    source.forEach(
                        n -> {
                          log.add(n);
                          await(yieldNow());
                          log.add(-n);
                        }));
                await(Numbers.suspending(2).forEach(log::add));
              }
              return log;
            });
    assertThat(seen).containsExactly(1, -1, 2, -2, 3, -3, 1, 2, 1, -1, 2, -2, 3, -3, 1, 2);
  }

  @ParameterizedTest
  @EnumSource
  void forEachThrowsWhatItsLambdaThrows(Runtimes runtimes) throws Exception {
    Numbers source = Numbers.suspending(5);
    String message =
        runtimes.run(
            () -> {
              try {
                await(
                    source.forEach(
                        n -> {
                          await(yieldNow());
                          if (n == 2) {
                            throw new IOException("at " + n);
                          }
                        }));
                return "not thrown";
              } catch (IOException e) {
                return e.getMessage();
              }
            });
    assertThat(message).isEqualTo("at 2");
    assertThat(source.given()).isEqualTo(2);
  }

  @Test
  void aRunIsSingleShot() {
    assertThatThrownBy(
            () ->
                Runtimes.CURRENT_THREAD.run(
                    () -> {
                      var count = Numbers.there(1).count();
                      long first = await(count);
                      return first + await(count);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "this run over a stream has ended; a future is single-shot, call the method of the"
                + " stream again");
  }

  /** A receiver at the end of a pipeline is closed with it. */
  @ParameterizedTest
  @EnumSource
  void closingAPipelineClosesTheReceiver(Runtimes runtimes) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    Broadcast.Sender<Integer> broadcast = Broadcast.sender(1);
    Watch.Sender<Integer> watch = Watch.sender(1);
    runtimes.run(
        () -> {
          await(channel.rx().map(n -> n).filter(n -> true).closeAsync());
          await(broadcast.subscribe().map(n -> n).closeAsync());
          await(watch.subscribe().take(1).closeAsync());
          return null;
        });
    assertThat(channel.tx().isClosed()).isTrue();
    assertThat(broadcast.receiverCount()).isZero();
    assertThat(watch.isClosed()).isTrue();
    channel.tx().close();
    broadcast.close();
    watch.close();
  }

  /**
   * A receiver gives the changes that it has not seen; it can be told to begin with the present.
   */
  @ParameterizedTest
  @EnumSource
  @Tag("T110")
  void aStreamOfAWatchBeginsWithThePresentValueIfItIsToldTo(Runtimes runtimes) throws Exception {
    Watch.Sender<String> sender = Watch.sender("first");
    Watch.Receiver<String> changes = sender.subscribe();
    Watch.Receiver<String> all = sender.subscribe();
    all.markChanged();
    List<String> got =
        runtimes.run(
            () -> {
              List<String> seen = new ArrayList<>();
              seen.add(await(all.map(value -> "all " + value).next()));
              sender.send("second");
              seen.add(await(all.map(value -> "all " + value).next()));
              seen.add(await(changes.map(value -> "changes " + value).next()));
              sender.close();
              seen.add(String.valueOf(await(all.map(value -> value).next())));
              seen.add(String.valueOf(await(changes.map(value -> value).next())));
              return seen;
            });
    assertThat(got).containsExactly("all first", "all second", "changes second", "null", "null");
  }
}
