package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.testing.Waits;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ParkerTest {
  @Test
  void aWakeUpBeforeTheSleepIsKept() {
    Parker parker = new Parker(Thread.currentThread());
    parker.unpark();
    parker.unpark();
    parker.park();
    parker.park(1);
  }

  @Test
  void aSpanThatIsOverDoesNotSleep() {
    Parker parker = new Parker(Thread.currentThread());
    parker.park(0);
    parker.park(-5);
  }

  @Test
  void anInterruptDoesNotEndASleepAndCanBeRestored() {
    AtomicReference<Parker> parker = new AtomicReference<>();
    AtomicReference<Boolean> restored = new AtomicReference<>();
    Thread thread =
        Waits.start(
            () -> {
              Parker own = new Parker(Thread.currentThread());
              Thread.currentThread().interrupt();
              parker.set(own);
              own.park();
              own.restoreInterrupt();
              restored.set(Thread.interrupted());
            });
    Waits.until("interrupt swallowed", () -> parker.get() != null && !thread.isInterrupted());
    assertThat(thread.isAlive()).isTrue();
    parker.get().unpark();
    Waits.join(thread);
    assertThat(restored).hasValue(true);
  }

  /** Hypothesis: of two threads that wake each other in turn none sleeps forever. */
  @Test
  void pingPongLosesNoWakeUp() {
    int rounds = 50_000;
    int[] turn = {0};
    Object lock = new Object();
    Parker[] parkers = new Parker[2];
    Thread[] threads = new Thread[2];
    for (int i = 0; i < 2; i++) {
      int self = i;
      threads[i] =
          new Thread(
              () -> {
                while (true) {
                  int now;
                  synchronized (lock) {
                    now = turn[0];
                    if (now < rounds && now % 2 == self) {
                      turn[0] = now + 1;
                    }
                  }
                  if (now % 2 == self || now >= rounds) {
                    parkers[1 - self].unpark();
                  }
                  if (now >= rounds) {
                    return;
                  }
                  if (now % 2 != self) {
                    parkers[self].park();
                  }
                }
              });
      threads[i].setDaemon(true);
      parkers[i] = new Parker(threads[i]);
    }
    threads[0].start();
    threads[1].start();
    Waits.join(threads[0]);
    Waits.join(threads[1]);
  }
}
