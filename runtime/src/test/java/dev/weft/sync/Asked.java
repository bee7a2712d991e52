package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.util.Objects;

/** A future with a strand of its own that has polled it once. */
final class Asked<T> {
  private final CountingStrand strand = new CountingStrand();
  private final Future<T> future;
  private Object answer;

  private Asked(Future<T> future) {
    this.future = future;
    answer = Objects.requireNonNull(strand.poll(future));
  }

  /** Polls a future that may or may not have to wait. */
  static <T> Asked<T> ask(Future<T> future) {
    return new Asked<>(future);
  }

  /** Polls a future that has to wait. */
  static <T> Asked<T> waiting(Future<T> future) {
    Asked<T> asked = new Asked<>(future);
    assertThat(asked.answer).isEqualTo(Poll.PENDING);
    return asked;
  }

  /** The value of a future that need not wait. */
  static <T> T now(Future<T> future) {
    return new Asked<>(future).get();
  }

  boolean isWaiting() {
    return answer == Poll.PENDING;
  }

  /** Whether the strand was woken once. */
  boolean isWoken() {
    assertThat(strand.wakes()).isLessThan(2);
    return strand.wakes() == 1;
  }

  /** Polls again, and gives the value that there has to be. */
  @SuppressWarnings("unchecked") // what isn't PENDING is the value
  T get() {
    if (isWaiting()) {
      assertThat(isWoken()).as("woken").isTrue();
      answer = Objects.requireNonNull(strand.poll(future));
    }
    assertThat(answer).isNotEqualTo(Poll.PENDING);
    return (T) answer;
  }

  /** What the next poll throws. */
  Throwable failure() {
    assertThat(isWoken()).as("woken").isTrue();
    try {
      throw new AssertionError("no failure but " + future.poll(strand));
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable t) {
      return t;
    }
  }

  void cancel() {
    assertThat(strand.cancel(future)).isEqualTo(Poll.CANCELLED);
  }
}
