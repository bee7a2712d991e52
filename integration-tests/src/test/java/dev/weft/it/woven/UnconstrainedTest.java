package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.unconstrained;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Futures for which the budget of their task doesn't count. */
final class UnconstrainedTest {
  private int done;

  /** A leaf that is always ready, and counts. */
  private final class Leaf implements Future<Integer> {
    @Override
    public Object poll(Context context) {
      return ++done;
    }

    @Override
    public Object cancel(Context context) {
      return done;
    }
  }

  @Async
  private Future<Integer> leaves(int count) {
    for (int i = 0; i < count; i++) {
      await(new Leaf());
    }
    return ready(done);
  }

  /** How many leaves of a task were done when another task ran first. */
  private int doneBeforeAnotherTaskRuns(Future<?> busy) throws Exception {
    return Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<?> task = spawn(busy);
          int doneByThen = await(spawn(() -> done));
          await(task);
          return doneByThen;
        });
  }

  @Test
  void neverLetsOthersRunWhereItNeedNotWait() throws Exception {
    assertThat(doneBeforeAnotherTaskRuns(unconstrained(leaves(1000)))).isEqualTo(1000);
  }

  @Test
  void holdsForItsBranchesToo() throws Exception {
    Future<?> branches = unconstrained(join(leaves(500), leaves(500)));
    assertThat(doneBeforeAnotherTaskRuns(branches)).isEqualTo(1000);
  }

  /** It neither takes from the budget of the rest nor gives any. */
  @Test
  void theRestOfTheTaskKeepsItsBudget() throws Exception {
    int seen =
        doneBeforeAnotherTaskRuns(
            async(
                () -> {
                  await(leaves(100));
                  await(unconstrained(leaves(1000)));
                  return await(leaves(100));
                }));
    // The future itself completes too, as a leaf of the task.
    assertThat(seen).isEqualTo(1000 + 127);
    assertThat(done).isEqualTo(1200);
  }

  @Async
  private static Future<String> failing() throws IOException {
    throw new IOException("mine");
  }

  @ParameterizedTest
  @EnumSource
  void passesOnWhatItRuns(Runtimes runtimes) throws Exception {
    String caught =
        runtimes.run(
            () -> {
              try {
                return await(unconstrained(failing()), IOException.class);
              } catch (IOException e) {
                return e.getMessage() + await(unconstrained(ready(1)));
              }
            });
    assertThat(caught).isEqualTo("mine1");
  }

  @ParameterizedTest
  @EnumSource
  void canBeCancelled(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(unconstrained(gate));
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(gate.wasCancelled()).isTrue();
  }
}
