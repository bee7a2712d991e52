package dev.weft.internal.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.internal.environment.Environment;
import dev.weft.internal.environment.ThreadKind;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Hooks;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.internal.testing.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(ThreadKind.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingPoolTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final StubScheduler scheduler = new StubScheduler();
  private final List<BlockingPool> pools = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  private final ThreadKind kind;

  BlockingPoolTest(ThreadKind kind) {
    assumeTrue(kind.exists());
    this.kind = kind;
  }

  private BlockingPool pool(int maximum, Duration keepAlive) {
    Hooks hooks = Hooks.none(scheduler.failures());
    Environment environment = Environment.ofJvm(0, kind);
    BlockingPool pool =
        new BlockingPool(
            scheduler, new PoolSettings("test", "test", maximum, keepAlive, environment, hooks));
    pools.add(pool);
    return pool;
  }

  @AfterEach
  void close() {
    release.countDown();
    pools.forEach(BlockingPool::close);
  }

  /** Occupies a number of threads until {@link #release}. */
  private void occupy(BlockingPool pool, int threads) {
    CountDownLatch started = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      pool.execute(
          () -> {
            started.countDown();
            Waits.await(release);
          });
    }
    Waits.await(started);
  }

  /** Work that counts what happens to it. */
  private static final class Work implements BlockingWork {
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger drops = new AtomicInteger();
    final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void run() {
      runs.incrementAndGet();
      ended.countDown();
    }

    @Override
    public void drop() {
      drops.incrementAndGet();
      ended.countDown();
    }
  }

  @Test
  void makesAThreadForEachPieceOfWorkWhileAllAreBusy() {
    BlockingPool pool = pool(8, LONG);
    occupy(pool, 8);
    assertThat(pool.threadCount()).isEqualTo(8);
  }

  @Test
  void queuesBeyondTheMaximumAndRunsTheQueueLater() {
    BlockingPool pool = pool(2, LONG);
    occupy(pool, 2);
    Work queued = new Work();
    pool.execute(queued);
    assertThat(pool.threadCount()).isEqualTo(2);
    assertThat(queued.runs).hasValue(0);
    release.countDown();
    Waits.await(queued.ended);
    assertThat(queued.runs).hasValue(1);
  }

  @Test
  void reusesAThreadThatWaits() {
    BlockingPool pool = pool(8, LONG);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 50; i++) {
      CountDownLatch done = new CountDownLatch(1);
      pool.execute(
          () -> {
            threads.add(Thread.currentThread());
            done.countDown();
          });
      Waits.await(done);
      Waits.until("idle again", () -> threads.stream().allMatch(BlockingPoolTest::isParked));
    }
    assertThat(threads).hasSize(1);
  }

  private static boolean isParked(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void threadsAreDaemonsInTheContextOfTheRuntimeAndMayBlock() {
    BlockingPool pool = pool(1, LONG);
    List<Object> seen = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    pool.execute(
        () -> {
          seen.add(Current.schedulerOrNull());
          seen.add(Current.isPolling());
          seen.add(Thread.currentThread().isDaemon());
          seen.add(Thread.currentThread().getName());
          done.countDown();
        });
    Waits.await(done);
    assertThat(seen).containsExactly(scheduler, false, true, "test-blocking-1");
  }

  @Test
  void threadsAreOfTheKindAskedFor() {
    CountDownLatch done = new CountDownLatch(1);
    List<String> kinds = new ArrayList<>();
    pool(1, LONG)
        .execute(
            () -> {
              kinds.add(Thread.currentThread().getClass().getSimpleName());
              done.countDown();
            });
    Waits.await(done);
    assertThat(kinds).containsExactly(kind == ThreadKind.VIRTUAL ? "VirtualThread" : "Thread");
  }

  @Test
  @Tag("T119")
  void the512thRunsAndThe513thWaitsForOneOfThem() {
    BlockingPool pool = pool(512, LONG);
    occupy(pool, 512);
    Work last = new Work();
    pool.execute(last);
    assertThat(pool.threadCount()).isEqualTo(512);
    assertThat(pool.queueDepth()).isEqualTo(1);
    assertThat(last.runs).hasValue(0);
    release.countDown();
    Waits.await(last.ended);
  }

  /**
   * Hypothesis: two who submit at the same time don't both rely on the one thread that is idle. The
   * pieces of work wait for each other, so one that is stranded behind the other would stay there.
   */
  @Test
  @Tag("T43")
  void twoPiecesOfWorkNeverShareAnIdleThread() {
    for (int round = 0; round < 512; round++) {
      BlockingPool pool = pool(2, LONG);
      pool.execute(() -> {});
      Waits.until("one is idle", () -> pool.idleCount() == 1);
      CountDownLatch both = new CountDownLatch(2);
      Runnable work =
          () -> {
            both.countDown();
            Waits.await(both);
          };
      Thread other = Waits.start(() -> pool.execute(work));
      pool.execute(work);
      Waits.await(both);
      Waits.join(other);
      pool.close();
    }
  }

  @Test
  void workThatThrowsIsReportedAndThePoolGoesOn() {
    BlockingPool pool = pool(1, LONG);
    pool.execute(
        () -> {
          throw new IllegalStateException("boom");
        });
    Work next = new Work();
    pool.execute(next);
    Waits.await(next.ended);
    Waits.until("reported", () -> scheduler.reported().size() == 1);
    assertThat(scheduler.reported().get(0)).hasMessage("boom");
  }

  @Test
  void closeDropsWhatHasNotStartedAndLeavesWhatHas() throws InterruptedException {
    BlockingPool pool = pool(1, LONG);
    occupy(pool, 1);
    Work queued = new Work();
    pool.execute(queued);
    pool.close();
    assertThat(queued.drops).hasValue(1);
    assertThat(pool.awaitEnd(0)).isFalse();
    release.countDown();
    assertThat(pool.awaitEnd(TimeUnit.SECONDS.toNanos(60))).isTrue();
    assertThat(queued.runs).hasValue(0);
  }

  @Test
  void aClosedPoolDropsWorkAndRejectsTheRest() {
    BlockingPool pool = pool(1, LONG);
    pool.close();
    Work late = new Work();
    pool.execute(late);
    assertThat(late.drops).hasValue(1);
    assertThatThrownBy(() -> pool.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("the runtime 'test' is closed");
  }

  /** Hypothesis: however work and the end of idle threads interleave, no work is stranded. */
  @Test
  @Tag("T43")
  void threadsThatTimeOutStrandNoWork() {
    BlockingPool pool = pool(1, Duration.ofNanos(1));
    for (int i = 0; i < 20_000; i++) {
      Work work = new Work();
      pool.execute(work);
      Waits.await(work.ended);
      // The thread is about to time out now; a varying number of steps finds each stage of that.
      for (int step = 0; step < i % 500; step++) {
        Thread.onSpinWait();
      }
    }
  }

  /** Hypothesis: work that races with close is either run or dropped, and that once. */
  @Test
  @Tag("T119")
  void workThatRacesWithCloseIsRunOrDroppedOnce() {
    for (int round = 0; round < 300; round++) {
      BlockingPool pool = pool(1, LONG);
      List<Work> all = new ArrayList<>();
      CountDownLatch running = new CountDownLatch(20);
      Thread submitter =
          Waits.start(
              () -> {
                for (int i = 0; i < 200; i++) {
                  all.add(new Work());
                  pool.execute(all.get(i));
                  running.countDown();
                }
              });
      Waits.await(running);
      pool.close();
      Waits.join(submitter);
      for (Work work : all) {
        Waits.await(work.ended);
        assertThat(work.runs.get() + work.drops.get()).isEqualTo(1);
      }
    }
  }
}
