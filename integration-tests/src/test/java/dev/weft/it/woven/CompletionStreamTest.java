package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.stream.CompletionStream;
import dev.weft.sync.Semaphore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Futures whose results are given in the order in which they end. */
final class CompletionStreamTest {
  private final List<String> log = new ArrayList<>();

  @Async
  private Future<Integer> after(int millis) throws IOException {
    try {
      await(sleep(ofMillis(millis)));
      if (millis == 13) {
        throw new IOException("unlucky");
      }
      return ready(millis);
    } finally {
      await(shield(yieldNow()));
      log.add("finally " + millis);
    }
  }

  @Test
  void givesThemInTheOrderOfTheirEnds() throws Exception {
    List<Integer> got =
        Paused.run(
            () -> {
              CompletionStream<Integer> stream = new CompletionStream<>();
              for (int millis : List.of(30, 10, 20)) {
                stream.push(after(millis));
              }
              List<Integer> all = new ArrayList<>();
              for (int millis : each(stream)) {
                all.add(millis);
                if (millis == 10) {
                  stream.push(after(5));
                }
              }
              return all;
            });
    assertThat(got).containsExactly(10, 5, 20, 30);
  }

  @Test
  void aFailureIsThrownInItsPlaceAndTheStreamGoesOn() throws Exception {
    List<String> got =
        Paused.run(
            () -> {
              CompletionStream<Integer> stream = new CompletionStream<>();
              for (int millis : List.of(30, 13, 1)) {
                stream.push(after(millis));
              }
              List<String> all = new ArrayList<>();
              while (stream.size() > 0) {
                try {
                  all.add("" + await(stream.next(), IOException.class));
                } catch (IOException e) {
                  all.add(e.getMessage());
                }
              }
              all.add("" + await(stream.next()));
              stream.push(ready(7));
              all.add("" + await(stream.next()));
              return all;
            });
    assertThat(got).containsExactly("1", "unlucky", "30", "null", "7");
  }

  @Test
  void aCancelledNextLosesNothing() throws Exception {
    Set<Integer> got =
        Paused.run(
            () -> {
              CompletionStream<Integer> stream = new CompletionStream<>();
              for (int i = 100; i < 200; i++) {
                stream.push(after(i));
              }
              Set<Integer> all = new HashSet<>();
              AtomicInteger polls = new AtomicInteger();
              while (stream.size() > 0) {
                Optional<Integer> next =
                    await(
                        new Impatient<>(stream.next(), -1, () -> polls.incrementAndGet() % 3 == 0));
                next.ifPresent(n -> assertThat(all.add(n)).isTrue());
                await(yieldNow());
              }
              return all;
            });
    assertThat(got).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource
  void closingCancelsAllAndWaits(Runtimes runtimes) throws Exception {
    CompletionStream<Integer> stream = new CompletionStream<>();
    runtimes.run(
        () -> {
          stream.push(after(100_000));
          stream.push(after(200_000));
          stream.push(ready(1));
          int first = await(stream.next());
          stream.push(after(300_000));
          await(stream.closeAsync());
          log.add("closed after " + first);
          assertThat(await(stream.next())).isNull();
          await(stream.closeAsync());
          return null;
        });
    assertThat(log).hasSize(3).endsWith("closed after 1");
    assertThat(log).contains("finally 100000", "finally 200000");
    assertThatThrownBy(() -> stream.push(ready(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this CompletionStream was closed; make another one for further futures");
  }

  /** Counts its polls, and ends when it is told to. */
  private static final class Counting implements Future<Integer> {
    private final AtomicInteger polls;
    private final int value;
    private @Nullable Waker waker;
    private boolean open;

    Counting(AtomicInteger polls, int value) {
      this.polls = polls;
      this.value = value;
    }

    @Override
    public Object poll(Context context) {
      polls.incrementAndGet();
      waker = context.waker();
      return open ? value : Poll.PENDING;
    }

    void open() {
      open = true;
      if (waker != null) {
        waker.wake();
      }
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** A wake-up costs one poll, however many others there are. */
  @Test
  void onlyWhatWasWokenIsPolled() throws Exception {
    int count = 100_000;
    AtomicInteger polls = new AtomicInteger();
    List<Counting> futures = new ArrayList<>();
    CompletionStream<Integer> stream = new CompletionStream<>();
    for (int i = 0; i < count; i++) {
      futures.add(new Counting(polls, i));
      stream.push(futures.get(i));
    }
    long sum =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              JoinHandle<Void> opener =
                  spawn(
                      () -> {
                        while (polls.get() < count) {
                          await(yieldNow());
                        }
                        for (Counting future : futures) {
                          future.open();
                          if (future.value % 1000 == 0) {
                            await(yieldNow());
                          }
                        }
                      });
              long all = await(stream.fold(0L, Long::sum));
              await(opener);
              return all;
            });
    assertThat(sum).isEqualTo((count - 1L) * count / 2);
    assertThat(polls.get()).isEqualTo(2 * count);
  }

  /** Others run while many futures are there at once. */
  @Test
  void manyThatAreThereLetOthersRun() throws Exception {
    CompletionStream<Integer> stream = new CompletionStream<>();
    Semaphore permits = new Semaphore(10_000);
    for (int i = 0; i < 10_000; i++) {
      stream.push(permitted(permits));
    }
    AtomicInteger turns = new AtomicInteger();
    long sum =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              JoinHandle<Void> other =
                  spawn(
                      () -> {
                        while (stream.size() > 0) {
                          turns.incrementAndGet();
                          await(yieldNow());
                        }
                      });
              long count = await(stream.count());
              await(other);
              return count;
            });
    assertThat(sum).isEqualTo(10_000);
    assertThat(turns.get()).isGreaterThan(70);
  }

  @Async
  private static Future<Integer> permitted(Semaphore permits) {
    await(permits.acquire()).close();
    return ready(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFutureThatIsAddedIsTakenUpByWhoeverWaits(Runtimes runtimes) throws Exception {
    CompletionStream<String> stream = new CompletionStream<>();
    Gate<String> gate = new Gate<>();
    stream.push(gate);
    runtimes.run(
        () ->
            await(
                join(
                    async(() -> log.add(await(stream.next()))),
                    async(
                        () -> {
                          await(yieldNow());
                          stream.push(ready("added"));
                        }))));
    assertThat(log).containsExactly("added");
  }

  @Test
  void nullIsRefusedWithTheCure() {
    CompletionStream<Void> stream = new CompletionStream<>();
    stream.push(ready());
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(stream.next())))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "a future of a CompletionStream gave null, which would be the end of the stream; let"
                + " it give what says that it is done");
  }
}
