package dev.weft.sync;

import static dev.weft.Weft.failed;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.sync.Asked.now;
import static dev.weft.sync.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncCallable;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.testing.CountingStrand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who sets a cell and who waits for it, poll by poll; some are ports of Tokio's tests. */
final class OnceCellTest {
  private final OnceCell<String> cell = new OnceCell<>();
  private final CountingStrand strand = new CountingStrand();

  /** A future that ends when a test says so, and cleans up until a test says so. */
  private static final class Slow implements Future<String> {
    private @Nullable Object answer;
    private @Nullable Waker waker;

    void end(Object with) {
      answer = with;
      Objects.requireNonNull(waker).wake();
    }

    @Override
    public Object poll(Context context) {
      waker = context.waker();
      return answer == null ? Poll.PENDING : answer;
    }

    @Override
    public Object cancel(Context context) {
      return poll(context);
    }
  }

  private static Future<String> never() {
    return pending();
  }

  @Test
  void aCellHasTheValueThatWasSetFirst() {
    assertThat(cell.get()).isNull();
    assertThat(cell.isSet()).isFalse();
    assertThat(cell.set("first")).isTrue();
    assertThat(cell.set("second")).isFalse();
    assertThat(cell.get()).isEqualTo("first");
    assertThat(cell.isSet()).isTrue();
  }

  @Test
  void theValueMayBeNull() {
    OnceCell<@Nullable String> nullable = new OnceCell<>();
    assertThat(nullable.set(null)).isTrue();
    assertThat(nullable.isSet()).isTrue();
    assertThat(nullable.set("second")).isFalse();
    Future<@Nullable String> value = nullable.getOrInit(() -> "third");
    assertThat(strand.poll(value)).isNull();
  }

  @Test
  void whoComesFirstInitialises() {
    Future<String> lazy = cell.getOrInit(() -> "first");
    assertThat(cell.isSet()).isFalse();
    assertThat(now(lazy)).isEqualTo("first");
    assertThat(now(cell.getOrInit(() -> "second"))).isEqualTo("first");
    assertThat(cell.get()).isEqualTo("first");
  }

  /** Tokio's get_or_init: all others get what one has made. */
  @Test
  void othersWaitForTheOneThatInitialises() {
    Slow slow = new Slow();
    Asked<String> first = waiting(cell.getOrInit(() -> slow));
    Asked<String> second = waiting(cell.getOrInit(() -> "second"));
    Asked<String> third = waiting(cell.getOrInit(() -> "third"));
    slow.end("slow");
    assertThat(first.get()).isEqualTo("slow");
    assertThat(second.get()).isEqualTo("slow");
    assertThat(third.get()).isEqualTo("slow");
  }

  @Test
  void aCellThatIsSetGivesOneFutureToAll() {
    cell.set("set");
    Future<String> future = cell.getOrInit(OnceCellTest::never);
    assertThat(cell.getOrInit(OnceCellTest::never)).isSameAs(future);
    assertThat(now(future)).isEqualTo("set");
    assertThat(now(future)).isEqualTo("set");
  }

  @Test
  void aFutureThatWasMadeBeforeSeesWhatWasSetMeanwhile() {
    Future<String> early = cell.getOrInit(OnceCellTest::never);
    cell.set("set");
    assertThat(now(early)).isEqualTo("set");
  }

  /** Tokio's get_or_try_init. */
  @Test
  void afterAFailureTheNextOneInitialises() {
    Future<String> failing = cell.getOrInit(() -> failed(new IllegalStateException("first")));
    assertThatThrownBy(() -> failing.poll(strand)).hasMessage("first");
    assertThat(cell.isSet()).isFalse();
    assertThat(now(cell.getOrInit(() -> "second"))).isEqualTo("second");
  }

  @Test
  void aFailureLetsWhoHasWaitedLongestInitialise() {
    Asked<String> first = waiting(cell.getOrInit(OnceCellTest::never));
    Asked<String> second =
        waiting(cell.getOrInit(() -> failed(new IllegalStateException("second"))));
    Asked<String> third = waiting(cell.getOrInit(() -> "third"));
    first.cancel();
    assertThat(third.isWoken()).isFalse();
    assertThat(second.failure()).hasMessage("second");
    assertThat(third.get()).isEqualTo("third");
  }

  @Test
  void aLambdaThatThrowsAtOnceFailsAsItsFutureWould() {
    AsyncCallable<String, IllegalStateException> throwing =
        () -> {
          throw new IllegalStateException("thrown");
        };
    Future<String> failing = cell.getOrInit(throwing);
    assertThatThrownBy(() -> failing.poll(strand)).hasMessage("thrown");
    assertThat(cell.set("free")).isTrue();
  }

  /** Tokio's get_or_init_panic and cancel tests. */
  @Test
  void oneThatIsCancelledLeavesItsTurn() {
    Asked<String> first = waiting(cell.getOrInit(OnceCellTest::never));
    Asked<String> second = waiting(cell.getOrInit(() -> "second"));
    first.cancel();
    assertThat(cell.set("third")).as("it's the second one's turn").isFalse();
    assertThat(second.get()).isEqualTo("second");
  }

  @Test
  void oneThatIsCancelledInTheLineLeavesIt() {
    Asked<String> first = waiting(cell.getOrInit(OnceCellTest::never));
    Asked<String> second = waiting(cell.getOrInit(() -> "second"));
    Asked<String> third = waiting(cell.getOrInit(() -> "third"));
    second.cancel();
    first.cancel();
    assertThat(third.get()).isEqualTo("third");
  }

  @Test
  void oneThatIsCancelledBeforeItUsesItsTurnPassesItOn() {
    Asked<String> first = waiting(cell.getOrInit(OnceCellTest::never));
    Asked<String> second = waiting(cell.getOrInit(() -> "second"));
    Asked<String> third = waiting(cell.getOrInit(() -> "third"));
    first.cancel();
    second.cancel();
    third.cancel();
    assertThat(cell.set("nobody's turn")).isTrue();
  }

  @Test
  void oneThatIsCancelledWhenTheCellIsSetTakesNothingAway() {
    Slow slow = new Slow();
    Asked<String> first = waiting(cell.getOrInit(() -> slow));
    Asked<String> second = waiting(cell.getOrInit(OnceCellTest::never));
    slow.end("slow");
    first.get();
    second.cancel();
    assertThat(cell.set("other")).isFalse();
    assertThat(cell.get()).isEqualTo("slow");
  }

  @Test
  void theTurnIsPassedOnWhenTheInitialiserHasCleanedUp() throws Throwable {
    Slow slow = new Slow();
    Future<String> first = cell.getOrInit(() -> slow);
    strand.poll(first);
    Asked<String> second = waiting(cell.getOrInit(() -> "second"));
    assertThat(first.cancel(strand)).isEqualTo(Poll.PENDING);
    assertThat(second.isWoken()).isFalse();
    slow.end(Poll.CANCELLED);
    assertThat(strand.poll(first)).isEqualTo(Poll.CANCELLED);
    assertThat(second.get()).isEqualTo("second");
  }

  @Test
  void settingDoesNotDisturbOneThatInitialises() {
    Asked<String> first = waiting(cell.getOrInit(OnceCellTest::never));
    assertThat(cell.set("set")).isFalse();
    first.cancel();
    assertThat(cell.set("set")).isTrue();
  }

  @Test
  void anInitialiserThatAsksItsOwnCellWaitsForItself() {
    Asked<String> recursive = waiting(cell.getOrInit(() -> cell.getOrInit(() -> ready("inner"))));
    assertThat(recursive.isWoken()).isFalse();
    recursive.cancel();
    assertThat(cell.set("free")).isTrue();
  }

  @Test
  void itSaysWhatItHas() {
    assertThat(cell).hasToString("OnceCell[not set]");
    assertThat(cell.getOrInit(() -> "first")).hasToString("OnceCell.getOrInit");
    cell.set("first");
    assertThat(cell).hasToString("OnceCell[first]");
  }
}
