package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.sync.RwLock.ReadGuard;
import dev.weft.sync.RwLock.WriteGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers and writers that are tasks, on each runtime, and threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RwLockTasksTest {
  private static final int TASKS = 100;
  private static final int ROUNDS = 20;

  private final RwLock<Integer> lock = new RwLock<>(0, 3);
  private final List<Object> seen = new CopyOnWriteArrayList<>();

  /** Adds one, again and again, and lets others run between the look and the change. */
  private static final class Writer implements Future<Void> {
    private final RwLock<Integer> lock;
    private int round;
    private @Nullable Future<WriteGuard<Integer>> writing;
    private @Nullable WriteGuard<Integer> guard;
    private int before;

    Writer(RwLock<Integer> lock) {
      this.lock = lock;
    }

    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      while (round < ROUNDS) {
        if (guard == null ? isWaiting(context) : isWritten()) {
          return Poll.PENDING;
        }
      }
      return null;
    }

    @SuppressWarnings("unchecked") // what isn't PENDING is the guard
    private boolean isWaiting(Context context) throws Throwable {
      writing = writing == null ? lock.write() : writing;
      Object answer = writing.poll(context);
      if (answer != Poll.PENDING) {
        guard = (WriteGuard<Integer>) Objects.requireNonNull(answer);
        before = guard.get();
        context.waker().wake();
      }
      return true;
    }

    private boolean isWritten() {
      WriteGuard<Integer> held = Objects.requireNonNull(guard);
      assertThat(held.get()).isEqualTo(before);
      held.set(before + 1);
      try (ReadGuard<Integer> reading = held.downgrade()) {
        assertThat(reading.get()).isEqualTo(before + 1);
      }
      guard = null;
      writing = null;
      round++;
      return false;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Tokio's multithreaded, with writers that use what they have read. */
  @ParameterizedTest
  @EnumSource
  @Tag("T91")
  void nobodyChangesWhatAnotherReadsOrWrites(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<?>> tasks = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        tasks.add(runtime.spawn(new Writer(lock)));
        tasks.add(runtime.spawn(lock.withReadDo(seen::add)));
      }
      tasks.forEach(runtime::blockOn);
    }
    assertThat(Objects.requireNonNull(lock.tryRead()).get()).isEqualTo(TASKS * ROUNDS);
  }

  /** Tokio's write_read_shared_drop_pending, of tasks. */
  @ParameterizedTest
  @EnumSource
  @Tag("T91")
  void aWriterThatIsAbortedLetsReadersIn(Runtimes runtimes) {
    ReadGuard<Integer> reading = Objects.requireNonNull(lock.tryRead());
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<WriteGuard<Integer>> writer = runtime.spawn(lock.write());
      JoinHandle<Integer> reader = runtime.spawn(lock.withRead(value -> value));
      writer.abort();
      assertThat(runtime.blockOn(reader)).isZero();
    }
    reading.close();
    assertThat(lock.tryWrite()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void aTaskMustNotBlock(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<?> reader = runtime.spawn(new Value<>(lock::blockingRead));
      JoinHandle<?> writer = runtime.spawn(new Value<>(lock::blockingWrite));
      assertThatThrownBy(() -> runtime.blockOn(reader))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("RwLock.blockingRead was called on thread '");
      assertThatThrownBy(() -> runtime.blockOn(writer))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("RwLock.blockingWrite was called on thread '");
    }
    assertThat(lock.tryWrite()).isNotNull();
  }

  @Test
  void threadsWaitInOneLineWithTasks() {
    WriteGuard<Integer> guard = Objects.requireNonNull(lock.tryWrite());
    Thread writer = startWaiting(this::addOne);
    Thread reader = startWaiting(this::look);
    guard.set(1);
    guard.close();
    Waits.join(writer);
    Waits.join(reader);
    assertThat(seen).containsExactly(2);
    assertThat(lock.tryWrite()).isNotNull();
  }

  private static Thread startWaiting(Runnable body) {
    Thread thread = Waits.start(body);
    Waits.until("thread waits", () -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private void addOne() {
    try (WriteGuard<Integer> guard = lock.blockingWrite()) {
      guard.set(guard.get() + 1);
    } catch (InterruptedException e) {
      seen.add(e);
    }
  }

  private void look() {
    try (ReadGuard<Integer> guard = lock.blockingRead()) {
      seen.add(guard.get());
    } catch (InterruptedException e) {
      seen.add(e);
    }
  }
}
