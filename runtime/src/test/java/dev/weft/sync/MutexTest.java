package dev.weft.sync;

import static dev.weft.sync.Asked.now;
import static dev.weft.sync.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.sync.Mutex.Guard;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value behind a lock that is held across polls. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MutexTest {
  private final Mutex<String> mutex = new Mutex<>("first");
  private final CountingStrand strand = new CountingStrand();

  private Guard<String> lockNow() {
    return Objects.requireNonNull(mutex.tryLock(), "guard");
  }

  @Test
  void whoHasTheGuardReadsAndWrites() {
    try (Guard<String> guard = now(mutex.lock())) {
      assertThat(guard.get()).isEqualTo("first");
      guard.set("second");
      assertThat(mutex.isLocked()).isTrue();
    }
    assertThat(mutex.isLocked()).isFalse();
    assertThat(lockNow().get()).isEqualTo("second");
  }

  @Test
  void onlyOneHasIt() {
    Guard<String> guard = lockNow();
    assertThat(mutex.tryLock()).isNull();
    Asked<Guard<String>> waiting = waiting(mutex.lock());
    guard.close();
    assertThat(mutex.tryLock()).isNull();
    waiting.get().close();
    lockNow();
  }

  @Test
  void itIsHandedOnInTheOrderOfAsking() {
    Guard<String> guard = lockNow();
    Asked<Guard<String>> first = waiting(mutex.lock());
    Asked<Guard<String>> second = waiting(mutex.lock());
    Asked<Guard<String>> third = waiting(mutex.lock());
    second.cancel();
    guard.close();
    assertThat(third.isWoken()).isFalse();
    first.get().close();
    third.get();
  }

  @Test
  void oneThatIsCancelledHandsItOn() {
    Guard<String> guard = lockNow();
    Asked<Guard<String>> first = waiting(mutex.lock());
    Asked<Guard<String>> second = waiting(mutex.lock());
    guard.close();
    first.cancel();
    second.get().close();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void aGuardUnlocksOnce() {
    Guard<String> old = lockNow();
    old.close();
    Guard<String> guard = lockNow();
    old.close();
    assertThat(mutex.tryLock()).isNull();
    guard.close();
    lockNow();
  }

  @Test
  void aClosedGuardIsOfNoUse() {
    Guard<String> guard = lockNow();
    guard.close();
    String message =
        "this guard was closed, so the value may be another one's; lock the mutex again";
    assertThatThrownBy(guard::get).isInstanceOf(IllegalStateException.class).hasMessage(message);
    assertThatThrownBy(() -> guard.set("other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThat(lockNow().get()).isEqualTo("first");
  }

  @Test
  void aThreadWaitsForATask() {
    Guard<String> guard = lockNow();
    AtomicReference<Object> seen = new AtomicReference<>();
    Thread thread = Waits.start(() -> seen.set(lockBlocking()));
    Waits.until("thread waits", () -> thread.getState() == Thread.State.WAITING);
    guard.set("second");
    guard.close();
    Waits.join(thread);
    assertThat(seen).hasValue("second");
    assertThat(mutex.isLocked()).isFalse();
  }

  private Object lockBlocking() {
    try (Guard<String> guard = mutex.blockingLock()) {
      return guard.get();
    } catch (InterruptedException e) {
      return e;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskMustNotBlock(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<Guard<String>> task = runtime.spawn(new Value<>(mutex::blockingLock));
      assertThatThrownBy(() -> runtime.blockOn(task))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Mutex.blockingLock was called on thread '");
    }
  }

  @Test
  void aLambdaRunsWithTheValue() {
    String given = now(mutex.with(value -> value + mutex.isLocked()));
    assertThat(given).isEqualTo("firsttrue");
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void aLambdaThatFailsUnlocks() {
    Future<Void> failing =
        mutex.withDo(
            value -> {
              throw new IllegalStateException(value);
            });
    assertThatThrownBy(() -> failing.poll(strand)).hasMessage("first");
    assertThat(mutex.isLocked()).isFalse();
  }
}
