package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.Schedule;
import dev.weft.sync.Mpsc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random pipelines give what those of the JDK give of the same elements, wherever they suspend and
 * however often who waits gives up and asks again; and what generators hold they let go of.
 */
final class StreamPropertyTest {
  private static final int SEEDS = Integer.getInteger("weft.test.repeat", 1000);
  private static final Integer END = Integer.MIN_VALUE;

  /** A pipeline that is being made, with what it has to give. */
  private static final class Pipeline {
    private final Random random;
    AsyncStream<Integer> stream;
    List<Integer> expected;
    final StringBuilder text = new StringBuilder();
    int opened;
    int closed;

    /** How many calls of {@link #late} are under way. */
    int working;

    Pipeline(long seed) {
      random = new Random(seed);
      expected = elements(40);
      stream = source(expected);
      int stages = random.nextInt(6);
      for (int i = 0; i < stages; i++) {
        add();
      }
    }

    private List<Integer> elements(int limit) {
      return random.ints(random.nextInt(limit), 0, 100).boxed().toList();
    }

    private AsyncStream<Integer> source(List<Integer> elements) {
      int kind = random.nextInt(4);
      text.append(kind).append(elements.size());
      return switch (kind) {
        case 0 -> AsyncStream.from(elements);
        case 1 -> suspending(AsyncStream.from(elements));
        case 2 -> received(elements);
        default -> generated(AsyncStream.from(elements));
      };
    }

    /** Whose next element is taken when it is given, so that a cancellation loses none. */
    private AsyncStream<Integer> suspending(AsyncStream<Integer> source) {
      return new Suspending(source, random);
    }

    private static AsyncStream<Integer> received(List<Integer> elements) {
      Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded();
      elements.forEach(channel.tx()::trySend);
      channel.tx().close();
      return channel.rx();
    }

    private AsyncStream<Integer> generated(AsyncStream<Integer> source) {
      return AsyncStream.generate(
          emitter -> {
            opened++;
            try {
              for (int n : each(source)) {
                if (random.nextBoolean()) {
                  await(yieldNow());
                }
                await(emitter.emit(n));
              }
            } finally {
              await(shield(source.closeAsync()));
              closed++;
            }
          });
    }

    private void add() {
      int n = random.nextInt(10);
      int kind = random.nextInt(18);
      text.append(' ').append(kind).append('/').append(n);
      Stream<Integer> all = expected.stream();
      switch (kind) {
        case 0 -> set(stream.map(x -> x + n), all.map(x -> x + n));
        case 1 -> set(stream.filter(x -> x % 3 != 0), all.filter(x -> x % 3 != 0));
        case 2 -> set(stream.filterMap(x -> x % 2 == 0 ? -x : null), evenNegated(all));
        case 3 -> set(stream.take(2L * n), all.limit(2L * n));
        case 4 -> set(stream.skip(n), all.skip(n));
        case 5 -> set(stream.takeWhile(x -> x % 10 != n), all.takeWhile(x -> x % 10 != n));
        case 6 -> set(stream.skipWhile(x -> x % 10 != n), all.dropWhile(x -> x % 10 != n));
        case 7 -> concat();
        case 8 -> zip();
        case 9 -> set(stream.chunks(n + 1).map(StreamPropertyTest::sum), sums(n + 1));
        case 10 ->
            set(
                stream.flatMap(x -> source(Collections.nCopies(Math.floorMod(x, 3), x))),
                all.flatMap(x -> Collections.nCopies(Math.floorMod(x, 3), x).stream()));
        case 11 -> set(generated(stream), all);
        case 12 -> set(stream.timeout(Duration.ofDays(1)), all);
        case 13 ->
            set(
                stream.takeUntil(n == 0 ? ready() : pending()),
                all.limit(n == 0 ? 0 : Long.MAX_VALUE));
        case 14 -> set(stream.mapAsync(n + 1, x -> await(late(x + n))), all.map(x -> x + n));
        case 15 -> set(stream.mapAsyncUnordered(1, x -> await(late(-x))), all.map(x -> -x));
        case 16 -> set(stream.merge(AsyncStream.empty()), all);
        default -> set(suspending(stream), all);
      }
    }

    @Async
    private Future<Integer> late(int n) {
      working++;
      try {
        for (int i = random.nextInt(4); i > 0; i--) {
          await(yieldNow());
        }
        return ready(n);
      } finally {
        working--;
      }
    }

    private void concat() {
      List<Integer> more = elements(9);
      set(stream.concat(source(more)), Stream.concat(expected.stream(), more.stream()));
    }

    private void zip() {
      List<Integer> others = elements(60);
      List<Integer> left = expected;
      int pairs = Math.min(left.size(), others.size());
      set(
          stream.zip(source(others), Integer::sum),
          IntStream.range(0, pairs).mapToObj(i -> left.get(i) + others.get(i)));
    }

    private static Stream<Integer> evenNegated(Stream<Integer> all) {
      return all.filter(x -> x % 2 == 0).map(x -> -x);
    }

    private Stream<Integer> sums(int size) {
      List<Integer> all = expected;
      return IntStream.iterate(0, i -> i < all.size(), i -> i + size)
          .mapToObj(i -> sum(all.subList(i, Math.min(all.size(), i + size))));
    }

    private void set(AsyncStream<Integer> next, Stream<Integer> elements) {
      stream = next;
      expected = elements.toList();
    }

    /** Reads so many at most, gives up again and again, and closes the stream. */
    @Async
    Future<List<Integer>> read(int limit) {
      List<Integer> got = new ArrayList<>();
      while (got.size() < limit) {
        Optional<Integer> next =
            await(new Impatient<>(stream.next(), END, () -> random.nextInt(3) == 0));
        if (next.isPresent() && next.get().equals(END)) {
          break;
        }
        next.ifPresent(got::add);
      }
      await(stream.closeAsync());
      assertThat(await(stream.next())).isNull();
      return ready(got);
    }
  }

  /** One that waits before each element, of a make of its own. */
  private record Suspending(AsyncStream<Integer> source, Random random)
      implements AsyncStream<Integer> {
    @Async
    @Override
    public Future<@Nullable Integer> next() {
      int kind = random.nextInt(4);
      if (kind == 0) {
        return afterwards();
      }
      for (int i = 1; i < kind; i++) {
        await(yieldNow());
      }
      return source.next();
    }

    /** Gives the element though it is cancelled. */
    @Async
    private Future<@Nullable Integer> afterwards() {
      Integer taken = await(source.next());
      await(shield(yieldNow()));
      return ready(taken);
    }

    @Override
    public Future<Void> closeAsync() {
      return source.closeAsync();
    }
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(n -> n).sum();
  }

  @Async
  private static Future<Void> check(long seed) {
    Pipeline pipeline = new Pipeline(seed);
    Random random = pipeline.random;
    int limit = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(10);
    List<Integer> got = await(pipeline.read(limit));
    List<Integer> all = pipeline.expected;
    assertThat(got)
        .as("seed %d: %s", seed, pipeline.text)
        .isEqualTo(all.subList(0, Math.min(limit, all.size())));
    assertThat(pipeline.closed)
        .as("generators that were closed with seed %d: %s", seed, pipeline.text)
        .isEqualTo(pipeline.opened);
    assertThat(pipeline.working).as("in work after seed %d: %s", seed, pipeline.text).isZero();
    return ready();
  }

  @Test
  void givesWhatThoseOfTheJdkGive() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      try (AsyncRuntime runtime = AsyncRuntime.deterministic(Schedule.randomWalk(seed)).build()) {
        runtime.blockOn(check(seed));
      }
    }
  }
}
