package dev.weft.sync;

import static dev.weft.sync.Asked.now;
import static dev.weft.sync.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.sync.Semaphore.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Permits and who gets them; many are ports of Tokio's tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SemaphoreTest {
  private final CountingStrand strand = new CountingStrand();

  private static Permit take(Semaphore semaphore, int count) {
    return Objects.requireNonNull(semaphore.tryAcquire(count), "permit");
  }

  @Test
  void permitsAreTakenAndGivenBack() {
    Semaphore semaphore = new Semaphore(2);
    Permit permit = now(semaphore.acquire());
    assertThat(permit.count()).isEqualTo(1);
    assertThat(semaphore.availablePermits()).isEqualTo(1);
    permit.close();
    assertThat(semaphore.availablePermits()).isEqualTo(2);
  }

  @Test
  void aPermitIsGivenBackOnce() {
    Semaphore semaphore = new Semaphore(1);
    Permit permit = take(semaphore, 1);
    permit.close();
    permit.close();
    assertThat(semaphore.availablePermits()).isEqualTo(1);
    assertThat(permit.count()).isZero();
  }

  @Test
  void whoTriesGetsNothingWhereThereIsTooLittle() {
    Semaphore semaphore = new Semaphore(3);
    take(semaphore, 2);
    assertThat(semaphore.tryAcquire(2)).isNull();
    assertThat(semaphore.tryAcquire()).isNotNull();
    assertThat(semaphore.tryAcquire()).isNull();
  }

  @Test
  void waitersAreServedInOrder() {
    Semaphore semaphore = new Semaphore(0);
    Asked<Permit> first = waiting(semaphore.acquire());
    Asked<Permit> second = waiting(semaphore.acquire());
    semaphore.addPermits(1);
    assertThat(second.isWoken()).isFalse();
    first.get().close();
    second.get().close();
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }

  @Test
  void oneThatWantsManyIsNotOvertaken() {
    Semaphore semaphore = new Semaphore(2);
    Asked<Permit> many = waiting(semaphore.acquire(3));
    assertThat(semaphore.availablePermits()).isZero();
    assertThat(semaphore.tryAcquire()).isNull();
    Asked<Permit> one = waiting(semaphore.acquire());
    semaphore.addPermits(1);
    assertThat(one.isWoken()).isFalse();
    Permit permits = many.get();
    assertThat(permits.count()).isEqualTo(3);
    permits.close();
    one.get().close();
    assertThat(semaphore.availablePermits()).isEqualTo(3);
  }

  @Test
  void oneReleaseServesAllThatItSufficesFor() {
    Semaphore semaphore = new Semaphore(0);
    Asked<Permit> two = waiting(semaphore.acquire(2));
    Asked<Permit> one = waiting(semaphore.acquire(1));
    Asked<Permit> three = waiting(semaphore.acquire(3));
    semaphore.addPermits(4);
    two.get();
    one.get();
    assertThat(three.isWoken()).isFalse();
    semaphore.addPermits(2);
    three.get();
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  void noPermitsAreGivenAtOnce() {
    Semaphore semaphore = new Semaphore(0);
    waiting(semaphore.acquire());
    assertThat(now(semaphore.acquire(0)).count()).isZero();
    assertThat(take(semaphore, 0).count()).isZero();
  }

  /** Tokio's cancel_acquire_releases_permits. */
  @Test
  @Tag("T92")
  void oneThatIsCancelledGivesBackWhatItHasGotSoFar() {
    Semaphore semaphore = new Semaphore(10);
    Permit held = take(semaphore, 4);
    Asked<Permit> many = waiting(semaphore.acquire(8));
    Asked<Permit> six = waiting(semaphore.acquire(6));
    many.cancel();
    assertThat(six.get().count()).isEqualTo(6);
    held.close();
    assertThat(semaphore.availablePermits()).isEqualTo(4);
  }

  /** The same, of tasks. */
  @ParameterizedTest
  @EnumSource
  @Tag("T92")
  void aTaskThatIsAbortedGivesBackWhatItHasGotSoFar(Runtimes runtimes) {
    Semaphore semaphore = new Semaphore(10);
    take(semaphore, 4);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<Permit> many = runtime.spawn(semaphore.acquire(8));
      JoinHandle<Permit> six = runtime.spawn(semaphore.acquire(6));
      many.abort();
      assertThat(runtime.blockOn(six).count()).isEqualTo(6);
    }
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  void theLastOneThatIsCancelledLeavesAllThereIs() {
    Semaphore semaphore = new Semaphore(2);
    waiting(semaphore.acquire(3)).cancel();
    assertThat(semaphore.availablePermits()).isEqualTo(2);
    assertThat(take(semaphore, 2).count()).isEqualTo(2);
  }

  @Test
  void oneThatIsCancelledAfterItWasServedPassesItOn() {
    Semaphore semaphore = new Semaphore(0);
    Asked<Permit> first = waiting(semaphore.acquire());
    Asked<Permit> second = waiting(semaphore.acquire());
    semaphore.addPermits(1);
    first.cancel();
    second.get();
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  void closingRefusesThoseWhoWaitAndThoseWhoCome() {
    Semaphore semaphore = new Semaphore(1);
    Asked<Permit> waiting = waiting(semaphore.acquire(2));
    semaphore.close();
    semaphore.close();
    assertThat(semaphore.isClosed()).isTrue();
    assertThat(waiting.failure())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the semaphore is closed: nobody gets permits any more");
    assertThatThrownBy(() -> semaphore.acquire().poll(strand))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the semaphore is closed");
    assertThatThrownBy(semaphore::tryAcquire)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the semaphore is closed");
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }

  @Test
  void oneThatWasRefusedGivesNothingBack() {
    Semaphore semaphore = new Semaphore(1);
    Asked<Permit> waiting = waiting(semaphore.acquire(2));
    semaphore.close();
    waiting.cancel();
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }

  /** Tokio's add_permits_closed. */
  @Test
  @Tag("T92")
  void permitsComeBackToAClosedSemaphore() {
    Semaphore semaphore = new Semaphore(1);
    Permit held = take(semaphore, 1);
    semaphore.close();
    held.close();
    semaphore.addPermits(1);
    assertThat(semaphore.availablePermits()).isEqualTo(2);
  }

  @Test
  void moreThanTheMostAreRefused() {
    Semaphore semaphore = new Semaphore(Semaphore.MAX_PERMITS);
    assertThatThrownBy(() -> semaphore.addPermits(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a semaphore has at most 2147483647 permits, and there are 2147483647 already: 1 more"
                + " were added or released than were acquired");
    assertThat(semaphore.availablePermits()).isEqualTo(Semaphore.MAX_PERMITS);
  }

  @Test
  void negativeNumbersAreRefusedAtTheCall() {
    Semaphore semaphore = new Semaphore(1);
    assertThatThrownBy(() -> new Semaphore(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> semaphore.acquire(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("permits must not be negative: -1");
    assertThatThrownBy(() -> semaphore.tryAcquire(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> semaphore.addPermits(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> semaphore.forgetPermits(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Tokio's forget_permits_basic and update_permits_many_times. */
  @Test
  @Tag("T92")
  void permitsThatAreThereCanBeTakenAway() {
    Semaphore semaphore = new Semaphore(10);
    assertThat(semaphore.forgetPermits(3)).isEqualTo(3);
    Permit held = take(semaphore, 5);
    assertThat(semaphore.forgetPermits(3)).isEqualTo(2);
    waiting(semaphore.acquire());
    assertThat(semaphore.forgetPermits(3)).isZero();
    held.forget();
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  @Tag("T92")
  void permitsAreSplitAndMerged() {
    Semaphore semaphore = new Semaphore(3);
    Permit three = take(semaphore, 3);
    Permit one = three.split(1);
    assertThat(List.of(three.count(), one.count())).containsExactly(2, 1);
    one.close();
    assertThat(semaphore.availablePermits()).isEqualTo(1);
    three.merge(take(semaphore, 1));
    assertThat(three.count()).isEqualTo(3);
    three.close();
    assertThat(semaphore.availablePermits()).isEqualTo(3);
  }

  /** Tokio's merge_unrelated_permits. */
  @Test
  @Tag("T92")
  void permitsOfDifferentSemaphoresAreNotMerged() {
    Permit permit = take(new Semaphore(1), 1);
    Permit other = take(new Semaphore(1), 1);
    assertThatThrownBy(() -> permit.merge(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only another permit of the same semaphore can be merged into this one");
    assertThatThrownBy(() -> permit.merge(permit)).isInstanceOf(IllegalArgumentException.class);
    assertThat(List.of(permit.count(), other.count())).containsExactly(1, 1);
  }

  @Test
  void aPermitThatWasGivenBackCannotBeUsed() {
    Semaphore semaphore = new Semaphore(2);
    Permit open = take(semaphore, 1);
    Permit closed = take(semaphore, 1);
    closed.close();
    String message = "this permit was given back, merged or forgotten already; acquire another one";
    assertThatThrownBy(() -> closed.split(0)).hasMessage(message);
    assertThatThrownBy(closed::forget).hasMessage(message);
    assertThatThrownBy(() -> closed.merge(open)).hasMessage(message);
    assertThatThrownBy(() -> open.merge(closed)).hasMessage(message);
    assertThatThrownBy(() -> open.split(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("can't split off 2 permits, only 1 are held");
    open.close();
    assertThat(semaphore.availablePermits()).isEqualTo(2);
  }

  @Test
  void aThreadBlocksInOneLineWithTasks() {
    Semaphore semaphore = new Semaphore(0);
    List<String> order = new CopyOnWriteArrayList<>();
    Thread thread =
        Waits.start(
            () -> {
              try (Permit permit = semaphore.blockingAcquire()) {
                order.add("thread has " + permit.count());
              } catch (InterruptedException e) {
                order.add(e.toString());
              }
            });
    Waits.until("thread waits", () -> thread.getState() == Thread.State.WAITING);
    Asked<Permit> task = waiting(semaphore.acquire());
    semaphore.addPermits(1);
    Waits.join(thread);
    assertThat(order).containsExactly("thread has 1");
    task.get();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T92")
  void aTaskMustNotBlock(Runtimes runtimes) {
    Semaphore semaphore = new Semaphore(1);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<Permit> task = runtime.spawn(new Value<>(semaphore::blockingAcquire));
      assertThatThrownBy(() -> runtime.blockOn(task))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Semaphore.blockingAcquire was called on thread '");
    }
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }

  /** Tokio's stress_test. */
  @ParameterizedTest
  @EnumSource
  @Tag("T92")
  void neverMoreThanThePermitsAllow(Runtimes runtimes) {
    Semaphore semaphore = new Semaphore(5);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<?>> tasks = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        tasks.add(runtime.spawn(visit(semaphore, inside, most)));
      }
      tasks.forEach(runtime::blockOn);
    }
    assertThat(most).hasValueBetween(1, 5);
    assertThat(semaphore.availablePermits()).isEqualTo(5);
  }

  private static Future<?> visit(Semaphore semaphore, AtomicInteger inside, AtomicInteger most) {
    return semaphore.with(
        () ->
            new Steps(
                () -> most.accumulateAndGet(inside.incrementAndGet(), Math::max),
                Weft::yieldNow,
                inside::decrementAndGet));
  }

  @Test
  void aLambdaRunsWithAPermit() {
    Semaphore semaphore = new Semaphore(1);
    String given = now(semaphore.with(() -> "had " + semaphore.availablePermits()));
    assertThat(given).isEqualTo("had 0");
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }

  @Test
  void aLambdaThatFailsGivesThePermitBack() {
    Semaphore semaphore = new Semaphore(1);
    Future<?> failing = semaphore.with(() -> Weft.failed(new IllegalStateException("failed")));
    assertThatThrownBy(() -> failing.poll(strand)).hasMessage("failed");
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }

  @Test
  void aLambdaThatIsCancelledGivesThePermitBack() {
    Semaphore semaphore = new Semaphore(1);
    Asked<?> inside = waiting(semaphore.with(() -> Weft.pending()));
    Asked<?> outside = waiting(semaphore.with(() -> Weft.pending()));
    assertThat(semaphore.availablePermits()).isZero();
    outside.cancel();
    inside.cancel();
    assertThat(semaphore.availablePermits()).isEqualTo(1);
  }
}
