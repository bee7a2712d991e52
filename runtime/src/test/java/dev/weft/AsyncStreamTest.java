package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams of elements that are there. */
final class AsyncStreamTest {
  private static <T> T wait(Future<T> future) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      return runtime.blockOn(future);
    }
  }

  @Test
  void givesTheElementsAndThenNull() throws Exception {
    AsyncStream<String> stream = AsyncStream.of("a", "b");
    assertThat(wait(stream.next())).isEqualTo("a");
    assertThat(wait(stream.next())).isEqualTo("b");
    assertThat(wait(stream.next())).isNull();
    assertThat(wait(stream.next())).isNull();
  }

  @Test
  void takesAnElementWhenItsFutureRuns() throws Exception {
    Iterator<Integer> numbers = List.of(1, 2).iterator();
    AsyncStream<Integer> stream = AsyncStream.from(() -> numbers);
    Future<Integer> dropped = stream.next();
    assertThat(wait(stream.next())).isEqualTo(1);
    assertThat(wait(dropped)).isEqualTo(2);
    assertThat(numbers).isExhausted();
  }

  /** So a loop over a stream makes no object for an element. */
  @Test
  void oneFutureServesForAllElements() throws Exception {
    AsyncStream<String> stream = AsyncStream.of("a", "b").map(s -> s + s);
    assertThat(stream.next()).isSameAs(stream.next());
    assertThat(wait(stream.next())).isEqualTo("aa");
    assertThat(wait(stream.next())).isEqualTo("bb");
  }

  @Test
  void aNullElementFailsInItsPlace() throws Exception {
    AsyncStream<String> stream = AsyncStream.from(Arrays.asList("a", null, "b"));
    assertThat(wait(stream.next())).isEqualTo("a");
    assertThatThrownBy(() -> wait(stream.next())).isInstanceOf(NullPointerException.class);
    assertThat(wait(stream.next())).isEqualTo("b");
  }

  @Test
  void closingAStreamOfTheJdkClosesIt() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    Stream<String> elements = Stream.of("a", "b").onClose(closed::incrementAndGet);
    AsyncStream<String> stream = AsyncStream.from(elements);
    assertThat(wait(stream.next())).isEqualTo("a");
    assertThat(closed).hasValue(0);
    assertThat(wait(stream.closeAsync())).isNull();
    assertThat(closed).hasValue(1);
    assertThat(wait(stream.next())).isNull();
  }

  @Test
  void aPendingStreamEndsWhenItIsClosed() throws Exception {
    AsyncStream<String> stream = AsyncStream.pending();
    assertThat(wait(stream.closeAsync())).isNull();
    assertThat(wait(stream.next())).isNull();
    assertThat(wait(AsyncStream.<String>empty().next())).isNull();
  }

  @Test
  void aStreamThatHoldsNothingNeedNotBeClosed() throws Exception {
    AsyncStream<String> stream = () -> Weft.ready("a");
    assertThat(wait(stream.closeAsync())).isNull();
    assertThat(wait(stream.next())).isEqualTo("a");
  }

  /** What is closed goes by its adapters, from the outermost inwards, and all of it does. */
  @Test
  void allIsClosedThoughSomeFail() {
    List<String> log = new ArrayList<>();
    AsyncStream<String> both = closing("a", log).map(s -> s).concat(closing("b", log).take(1));
    assertThatThrownBy(() -> wait(both.closeAsync()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("b"));
    assertThat(log).containsExactly("a", "b");
  }

  private static AsyncStream<String> closing(String name, List<String> log) {
    return AsyncStream.from(
        Stream.of(name)
            .onClose(
                () -> {
                  log.add(name);
                  throw new IllegalStateException(name);
                }));
  }

  @Test
  void messagesNameThePipeline() {
    AsyncStream<Integer> stream = AsyncStream.of(1).map(n -> n).filter(n -> true).take(1);
    assertThat(stream.next()).hasToString("next of AsyncStream.from.map.filter.take");
    assertThat(stream.merge(AsyncStream.pending()))
        .hasToString("AsyncStream.from.map.filter.take.merge(AsyncStream.pending)");
    assertThat(stream.count()).hasToString("run over " + stream);
  }
}
