package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.stream.StreamMap;
import dev.weft.sync.Mpsc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams with keys. */
final class StreamMapTest {
  @ParameterizedTest
  @EnumSource
  void givesWhatComesAndTakesOutWhatHasEnded(Runtimes runtimes) throws Exception {
    StreamMap<String, Integer> map = new StreamMap<>();
    Numbers some = Numbers.suspending(3);
    map.put("a", some);
    map.put("b", Numbers.there(2));
    map.put("none", AsyncStream.empty());
    List<String> got =
        runtimes.run(
            () -> {
              List<String> all = new ArrayList<>();
              for (Map.Entry<String, Integer> each : each(map)) {
                all.add(each.getKey() + each.getValue());
              }
              return all;
            });
    assertThat(got).containsExactlyInAnyOrder("a1", "a2", "a3", "b1", "b2");
    assertThat(got.stream().filter(each -> each.startsWith("a"))).containsExactly("a1", "a2", "a3");
    assertThat(map.size()).isZero();
    assertThat(some.closed()).isEqualTo(1);
  }

  @Test
  void streamsThatHaveElementsTakeTurns() throws Exception {
    StreamMap<String, Integer> map = new StreamMap<>();
    for (String key : List.of("a", "b", "c")) {
      map.put(key, AsyncStream.from(IntStream.range(0, 1000).boxed()));
    }
    List<Map.Entry<String, Integer>> got =
        Runtimes.CURRENT_THREAD.run(() -> await(map.take(300).toList()));
    for (String key : List.of("a", "b", "c")) {
      assertThat(got.stream().filter(each -> each.getKey().equals(key))).hasSize(100);
    }
  }

  /** What is waited for in a stream goes on being there when it is taken out. */
  @ParameterizedTest
  @EnumSource
  void aStreamIsTakenOutAndGoesOn(Runtimes runtimes) throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(4);
    StreamMap<String, Integer> map = new StreamMap<>();
    map.put("channel", channel.rx());
    map.put("numbers", Numbers.suspending(2));
    List<Object> got =
        runtimes.run(
            () -> {
              List<Object> seen = new ArrayList<>();
              seen.add(await(map.next()));
              seen.add(await(map.remove("absent")) == null ? "absent" : "there");
              AsyncStream<? extends Integer> removed = await(map.remove("channel"));
              seen.add(map.keys());
              await(channel.tx().send(42));
              seen.add(await(map.next()));
              seen.add(await(map.next()) == null ? "end" : "no end");
              seen.add(await(removed.next()));
              map.put("channel", removed);
              await(channel.tx().send(43));
              seen.add(await(map.next()));
              return seen;
            });
    channel.tx().close();
    assertThat(got)
        .containsExactly(
            Map.entry("numbers", 1),
            "absent",
            Set.of("numbers"),
            Map.entry("numbers", 2),
            "end",
            42,
            Map.entry("channel", 43));
  }

  @Test
  void aKeyIsTakenOnce() {
    StreamMap<String, Integer> map = new StreamMap<>();
    map.put("a", AsyncStream.pending());
    assertThatThrownBy(() -> map.put("a", AsyncStream.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is a stream with the key a already; await its remove(key) first");
  }

  @ParameterizedTest
  @EnumSource
  void closingClosesAll(Runtimes runtimes) throws Exception {
    StreamMap<Integer, Integer> map = new StreamMap<>();
    List<Numbers> sources = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sources.add(Numbers.suspending(5));
      map.put(i, sources.get(i));
    }
    Object last =
        runtimes.run(
            () -> {
              Object unused = await(map.next());
              await(map.closeAsync());
              return await(map.next());
            });
    assertThat(last).isNull();
    assertThat(sources).allMatch(each -> each.closed() == 1);
    assertThatThrownBy(() -> map.put(9, AsyncStream.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this StreamMap was closed; make another one");
  }

  @Test
  void aFailureIsThrownAndTheStreamStays() throws Exception {
    StreamMap<String, Integer> map = new StreamMap<>();
    map.put(
        "a",
        Numbers.suspending(3)
            .map(
                n -> {
                  if (n == 2) {
                    throw new IllegalArgumentException("at 2");
                  }
                  return n;
                }));
    List<Object> got =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              List<Object> seen = new ArrayList<>();
              while (map.size() > 0) {
                try {
                  seen.add(String.valueOf(await(map.next())));
                } catch (IllegalArgumentException e) {
                  seen.add(e.getMessage());
                }
              }
              return seen;
            });
    assertThat(got).containsExactly("a=1", "at 2", "a=3", "null");
  }

  @Test
  void aStreamWhoseCloseFailsIsTakenOut() throws Exception {
    StreamMap<String, Integer> map = new StreamMap<>();
    map.put(
        "a",
        AsyncStream.from(
            Stream.of(1)
                .onClose(
                    () -> {
                      throw new IllegalStateException("close");
                    })));
    List<Object> got =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              List<Object> seen = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                try {
                  seen.add(String.valueOf(await(map.next())));
                } catch (IllegalStateException e) {
                  seen.add(e.getMessage());
                }
              }
              return seen;
            });
    assertThat(got).containsExactly("a=1", "close", "null");
  }

  /** Its elements come when they are sent; counts how often it is asked. */
  private static final class Counting implements AsyncStream<Integer> {
    private final AtomicInteger polls;
    private final Next next = new Next();
    private @Nullable Integer element;
    private @Nullable Waker waker;

    Counting(AtomicInteger polls) {
      this.polls = polls;
    }

    @Override
    public Future<@Nullable Integer> next() {
      return next;
    }

    void send(int n) {
      element = n;
      if (waker != null) {
        waker.wake();
      }
    }

    private final class Next implements Future<@Nullable Integer> {
      @Override
      public Object poll(Context context) {
        polls.incrementAndGet();
        waker = context.waker();
        Integer taken = element;
        element = null;
        return taken == null ? Poll.PENDING : taken;
      }

      @Override
      public Object cancel(Context context) {
        return Poll.CANCELLED;
      }
    }
  }

  /** A wake-up costs the same however many streams there are. */
  @Test
  void onlyWhatWasWokenIsPolled() throws Exception {
    int streams = 10_000;
    AtomicInteger polls = new AtomicInteger();
    StreamMap<Integer, Integer> map = new StreamMap<>();
    List<Counting> all = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      all.add(new Counting(polls));
      map.put(i, all.get(i));
    }
    int elements = 1000;
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<Void> sender =
              spawn(
                  () -> {
                    while (polls.get() < streams) {
                      await(yieldNow());
                    }
                    for (int i = 0; i < elements; i++) {
                      all.get(i * 7).send(i);
                      await(yieldNow());
                    }
                  });
          int sum = 0;
          for (int i = 0; i < elements; i++) {
            sum += await(map.next()).getValue();
          }
          assertThat(sum).isEqualTo(elements * (elements - 1) / 2);
          return await(sender);
        });
    assertThat(polls.get()).isLessThanOrEqualTo(streams + 2 * elements);
  }
}
