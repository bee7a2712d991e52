package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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

  @Test
  void aFutureGivesOneElementOnly() throws Exception {
    AsyncStream<String> stream = AsyncStream.of("a", "b");
    Future<String> first = stream.next();
    assertThat(wait(first)).isEqualTo("a");
    assertThatThrownBy(() -> wait(first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call next() for each element");
    assertThat(wait(stream.next())).isEqualTo("b");
  }

  @Test
  void aNullElementFailsInItsPlace() throws Exception {
    AsyncStream<String> stream = AsyncStream.from(Arrays.asList("a", null, "b"));
    assertThat(wait(stream.next())).isEqualTo("a");
    assertThatThrownBy(() -> wait(stream.next())).isInstanceOf(NullPointerException.class);
    assertThat(wait(stream.next())).isEqualTo("b");
  }
}
