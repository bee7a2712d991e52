package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.blockInPlace;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Synchronous code that an async method calls, and that waits for async methods itself. */
final class BlockInPlaceTest {
  @Async
  private static Future<Integer> load(int page) {
    await(sleep(Duration.ofNanos(page)));
    int loaded = await(spawn(() -> page * 10));
    return ready(loaded);
  }

  /** Knows nothing of futures, and can't be made to await. */
  private record Pages(Iterator<Integer> numbers) implements Iterator<Integer> {
    @Override
    public boolean hasNext() {
      return numbers.hasNext();
    }

    @Override
    public Integer next() {
      int page = numbers.next();
      return blockInPlace(() -> AsyncRuntime.current().blockOn(load(page)));
    }
  }

  @Async
  private static Future<Integer> total() {
    int total = 0;
    for (Iterator<Integer> pages = new Pages(List.of(1, 2, 3).iterator()); pages.hasNext(); ) {
      total += pages.next();
      await(yieldNow());
    }
    return ready(total);
  }

  @ParameterizedTest
  @EnumSource(
      value = Runtimes.class,
      names = {"ONE_WORKER", "FOUR_WORKERS"})
  void tasksWaitDeepInSynchronousCode(Runtimes runtimes) throws Exception {
    int sum =
        runtimes.run(
            () -> {
              JoinHandle<Integer> first = spawn(total());
              JoinHandle<Integer> second = spawn(total());
              var both = await(join(first, second));
              return both.first() + both.second();
            });
    assertThat(sum).isEqualTo(120);
  }

  @ParameterizedTest
  @EnumSource(
      value = Runtimes.class,
      names = {"ONE_WORKER", "FOUR_WORKERS"})
  void soDoesTheFutureOfBlockOn(Runtimes runtimes) throws Exception {
    int total = runtimes.run(() -> await(total()));
    assertThat(total).isEqualTo(60);
  }

  /** A leaf that is always ready. */
  private static final class Leaf implements Future<Integer> {
    @Override
    public Object poll(Context context) {
      return 1;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @Async
  private static Future<Integer> leaves(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += await(new Leaf());
    }
    return ready(sum);
  }

  @Tag("T49")
  @ParameterizedTest
  @EnumSource(
      value = Runtimes.class,
      names = {"ONE_WORKER", "FOUR_WORKERS"})
  void whatIsWaitedForInThereTakesNothingFromTheBudget(Runtimes runtimes) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      int sum =
          runtime.blockOn(
              runtime.spawn(
                  async(
                      () -> {
                        int before = await(leaves(100));
                        int inside = blockInPlace(() -> runtime.blockOn(leaves(200)));
                        return before + inside + await(leaves(20));
                      })));
      assertThat(sum).isEqualTo(320);
      assertThat(runtime.metrics().budgetYields()).isZero();
    }
  }
}
