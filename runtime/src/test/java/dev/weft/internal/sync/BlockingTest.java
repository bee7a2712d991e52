package dev.weft.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.task.Current;
import dev.weft.internal.testing.Waits;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Threads that wait in the queues of tasks. */
final class BlockingTest {
  private final Ticket.Counter counter = new Ticket.Counter();
  private final List<Object> log = new CopyOnWriteArrayList<>();

  private Thread startWaiting() {
    return Waits.start(
        () -> {
          try {
            log.add(Blocking.await(new Ticket(counter), "test"));
          } catch (InterruptedException e) {
            log.add(e.getMessage());
          }
        });
  }

  private void untilQueued() {
    Waits.until("a waiter", () -> waiting() == 1);
  }

  private int waiting() {
    synchronized (counter.queue.lock()) {
      return counter.queue.size();
    }
  }

  @Test
  void aThreadWaitsUntilItIsServed() {
    Thread thread = startWaiting();
    untilQueued();
    counter.add();
    Waits.join(thread);
    assertThat(log).containsExactly("ticket");
  }

  @Test
  void aThreadThatIsInterruptedGivesUp() {
    Thread thread = startWaiting();
    untilQueued();
    thread.interrupt();
    Waits.join(thread);
    assertThat(log).containsExactly("test was interrupted");
    assertThat(waiting()).isZero();
    counter.add();
    assertThat(counter.left).isEqualTo(1);
  }

  @Test
  void aThreadThatRunsTasksMustNotBlock() {
    counter.add();
    Current.Scope scope = Current.enter(null, true);
    try {
      assertThatThrownBy(() -> Blocking.await(new Ticket(counter), "Mutex.blockingLock"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Mutex.blockingLock was called on thread '")
          .hasMessageContaining("spawnBlocking(...)");
    } finally {
      scope.close();
    }
    assertThat(counter.left).isEqualTo(1);
  }
}
