package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Borrowed;
import dev.weft.Future;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a select does with others while one of its losers cleans up, on every runtime. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SelectCleanupTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Gate<String> gate = new Gate<>();

  @Async
  private Future<String> cleaningUp() {
    try {
      return ready(await(new Gate<String>()));
    } finally {
      await(shield(cleanup()));
    }
  }

  @Async
  private Future<Void> cleanup() {
    await(yieldNow());
    await(yieldNow());
    log.add("cleaned up");
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void oneThatNeverHadItsTurnIsNotStarted(Runtimes runtimes) throws Exception {
    int index =
        runtimes.run(() -> await(select(cleaningUp(), ready("won"), gate).biased()).index());
    assertThat(index).isEqualTo(2);
    assertThat(log).containsExactly("cleaned up");
    assertThat(gate.wasPolled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsBorrowedIsLeftAlone(Runtimes runtimes) throws Exception {
    int index =
        runtimes.run(
            () -> {
              Borrowed<String> lent = borrow(gate);
              int won = await(select(cleaningUp(), lent, ready("won")).biased()).index();
              await(lent.closeAsync());
              return won;
            });
    assertThat(index).isEqualTo(3);
    assertThat(log).containsExactly("cleaned up");
    assertThat(gate.wasCancelled()).isTrue();
  }
}
