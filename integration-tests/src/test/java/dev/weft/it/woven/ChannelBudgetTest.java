package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.sync.Broadcast;
import dev.weft.sync.ClosedException;
import dev.weft.sync.LaggedException;
import dev.weft.sync.Watch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops over values and failures of channels let the rest of their task run. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChannelBudgetTest {
  private final Watch.Sender<Integer> watched = Watch.sender(1);
  private final Watch.Receiver<Integer> watching = watched.subscribe();
  private final Broadcast.Sender<Integer> sender = Broadcast.sender(1);
  private final Broadcast.Receiver<Integer> receiver = sender.subscribe();
  private boolean stopped;
  private int rounds;

  private boolean goesOn() {
    rounds++;
    return !stopped;
  }

  @Async
  private Future<Void> stop() {
    await(yieldNow());
    stopped = true;
    return ready();
  }

  /** Polls the loop first: it has to leave off for the other one to stop it. */
  private void assertThatItLeavesOff(Runtimes workers, Future<Void> loop) throws Exception {
    workers.run(() -> await(join(loop, stop())));
    assertThat(rounds).isBetween(100, 2000);
  }

  @Async
  private Future<Void> changes() {
    while (goesOn()) {
      watched.send(rounds);
      assertThat(await(watching.changed())).isTrue();
    }
    return ready();
  }

  @Async
  private Future<Void> noChanges() {
    while (goesOn()) {
      assertThat(await(watching.changed())).isFalse();
    }
    return ready();
  }

  @Async
  private Future<Void> conditions() throws ClosedException {
    while (goesOn()) {
      assertThat(await(watching.waitFor(value -> value == 1))).isEqualTo(1);
    }
    return ready();
  }

  @Async
  private Future<Void> vainConditions() {
    while (goesOn()) {
      try {
        await(watching.waitFor(value -> value == 2));
      } catch (ClosedException e) {
        assertThat(e.value()).isNull();
      }
    }
    return ready();
  }

  @Async
  private Future<Void> values() {
    while (goesOn()) {
      sender.send(rounds);
      assertThat(await(receiver.recv())).isEqualTo(rounds);
    }
    return ready();
  }

  @Async
  private Future<Void> ends() {
    while (goesOn()) {
      assertThat(await(receiver.recv())).isNull();
    }
    return ready();
  }

  @Async
  private Future<Void> lags() {
    while (goesOn()) {
      sender.send(1);
      sender.send(2);
      try {
        await(receiver.recv());
      } catch (LaggedException e) {
        assertThat(e.missed()).isPositive();
      }
    }
    return ready();
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLoopOverChangesLeavesOff(Runtimes workers) throws Exception {
    assertThatItLeavesOff(workers, changes());
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLoopOverTheEndOfChangesLeavesOff(Runtimes workers) throws Exception {
    watched.close();
    assertThatItLeavesOff(workers, noChanges());
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLoopOverConditionsThatHoldLeavesOff(Runtimes workers) throws Exception {
    assertThatItLeavesOff(workers, conditions());
  }

  @Tag("T86")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLoopOverConditionsThatNeverHoldLeavesOff(Runtimes workers) throws Exception {
    watched.close();
    assertThatItLeavesOff(workers, vainConditions());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLoopOverValuesLeavesOff(Runtimes workers) throws Exception {
    assertThatItLeavesOff(workers, values());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLoopOverTheEndLeavesOff(Runtimes workers) throws Exception {
    sender.close();
    assertThatItLeavesOff(workers, ends());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLoopOverMissedValuesLeavesOff(Runtimes workers) throws Exception {
    assertThatItLeavesOff(workers, lags());
  }
}
