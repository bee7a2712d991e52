package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Semaphore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** When what is shielded begins. */
final class ShieldTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Async
  private Future<Void> cleanUp() {
    await(yieldNow());
    log.add("cleaned up");
    return ready();
  }

  /** Spends so much of the budget; where none is left the shield waits for the next turn. */
  @Async
  private Future<Void> cleansUpAfter(int spent, Semaphore permits) {
    try {
      for (int i = 0; i < spent; i++) {
        await(permits.acquire()).close();
      }
      log.add("spent");
    } finally {
      await(shield(cleanUp()));
      log.add("finally");
    }
    return ready();
  }

  @Async
  private Future<Void> abortOnceSpent(JoinHandle<Void> task) {
    while (log.isEmpty()) {
      await(yieldNow());
    }
    task.abort();
    return ready();
  }

  @Test
  void oneThatTheBudgetHoldsBackRunsThoughACancellationComesFirst() throws Exception {
    for (int spent = 120; spent < 140; spent++) {
      int n = spent;
      log.clear();
      Runtimes.CURRENT_THREAD.run(
          () -> {
            JoinHandle<Void> task = spawn(cleansUpAfter(n, new Semaphore(1)));
            JoinHandle<Void> other = spawn(abortOnceSpent(task));
            await(other);
            return await(task.outcome());
          });
      assertThat(log).as("%d spent", n).containsExactly("spent", "cleaned up", "finally");
    }
  }
}
