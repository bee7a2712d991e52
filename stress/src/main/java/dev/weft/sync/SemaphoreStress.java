package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.Semaphore.Permit;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Permits that come, go and are waited for at the same time. */
public final class SemaphoreStress {
  private static final Object REFUSED = "refused";

  private SemaphoreStress() {}

  private static Object ask(CountingStrand strand, Future<Permit> future) {
    try {
      return Objects.requireNonNull(strand.poll(future));
    } catch (AssertionError e) {
      return REFUSED;
    }
  }

  /** Who waits for a permit gets it, or is woken. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1, 0", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, 0, 0", expect = Expect.ACCEPTABLE, desc = "has the permit")
  public static class AcquireAndRelease {
    private final Semaphore semaphore = new Semaphore(1);
    private final Permit held = Objects.requireNonNull(semaphore.tryAcquire());
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void acquires(ZII_Result result) {
      result.r1 = strand.poll(semaphore.acquire()) == Poll.PENDING;
    }

    @Actor
    public void releases() {
      held.close();
    }

    @Arbiter
    public void count(ZII_Result result) {
      result.r2 = strand.wakes();
      result.r3 = semaphore.availablePermits();
    }
  }

  /** A permit that comes while who waits for it gives up goes to the next one. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "the next one has it")
  public static class CancelAndRelease {
    private final Semaphore semaphore = new Semaphore(1);
    private final Permit held = Objects.requireNonNull(semaphore.tryAcquire());
    private final Future<Permit> first = semaphore.acquire();
    private final Future<Permit> second = semaphore.acquire();
    private final CountingStrand cancelling = new CountingStrand();
    private final CountingStrand waiting = new CountingStrand();

    public CancelAndRelease() {
      cancelling.poll(first);
      waiting.poll(second);
    }

    @Actor
    public void cancels() {
      cancelling.cancel(first);
    }

    @Actor
    public void releases() {
      held.close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r1 = waiting.poll(second) != Poll.PENDING;
      result.r2 = waiting.wakes();
    }
  }

  /** One that wants many and gives up leaves what it has got to the next one. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1, 1", expect = Expect.ACCEPTABLE, desc = "the next one has two of three")
  public static class CancelManyAndRelease {
    private final Semaphore semaphore = new Semaphore(3);
    private final Permit held = Objects.requireNonNull(semaphore.tryAcquire(2));
    private final Future<Permit> first = semaphore.acquire(3);
    private final Future<Permit> second = semaphore.acquire(2);
    private final CountingStrand cancelling = new CountingStrand();
    private final CountingStrand waiting = new CountingStrand();

    public CancelManyAndRelease() {
      cancelling.poll(first);
      waiting.poll(second);
    }

    @Actor
    public void cancels() {
      cancelling.cancel(first);
    }

    @Actor
    public void releases() {
      held.close();
    }

    @Arbiter
    public void count(ZII_Result result) {
      result.r1 = waiting.poll(second) != Poll.PENDING;
      result.r2 = waiting.wakes();
      result.r3 = semaphore.availablePermits();
    }
  }

  /** Who waits while the semaphore closes is refused, now or woken, and nobody gets a permit. */
  @JCStressTest
  @State
  @Outcome(id = "true, true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "true, true, 0", expect = Expect.ACCEPTABLE, desc = "refused at once")
  public static class AcquireAndClose {
    private final Semaphore semaphore = new Semaphore(0);
    private final Future<Permit> future = semaphore.acquire();
    private final CountingStrand strand = new CountingStrand();
    private Object answer = Poll.PENDING;

    @Actor
    public void acquires() {
      answer = ask(strand, future);
    }

    @Actor
    public void closes() {
      semaphore.close();
    }

    @Arbiter
    public void count(ZZI_Result result) {
      answer = answer == Poll.PENDING ? ask(strand, future) : answer;
      result.r1 = answer == REFUSED;
      result.r2 = semaphore.isClosed();
      result.r3 = strand.wakes();
    }
  }

  /** One that polls while it is refused finds that, and has no permit. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "refused")
  public static class PollAndClose {
    private final Semaphore semaphore = new Semaphore(1);
    private final Future<Permit> before = semaphore.acquire(2);
    private final Future<Permit> future = semaphore.acquire(2);
    private final CountingStrand strand = new CountingStrand();
    private Object answer = Poll.PENDING;

    public PollAndClose() {
      strand.poll(before);
      strand.poll(future);
    }

    /** Polls when the semaphore is just being closed, most of the time. */
    @Actor
    public void polls() {
      for (int i = 0; i < 100 && !semaphore.isClosed(); i++) {
        Thread.onSpinWait();
      }
      answer = ask(strand, future);
    }

    @Actor
    public void closes() {
      semaphore.close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      answer = answer == Poll.PENDING ? ask(strand, future) : answer;
      result.r1 = answer == REFUSED;
      result.r2 = semaphore.availablePermits();
    }
  }

  /** Permits that are added and taken away at the same time are counted. */
  @JCStressTest
  @State
  @Outcome(id = "0, 2, 1", expect = Expect.ACCEPTABLE, desc = "taken away before")
  @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "taken away after")
  public static class AddAndForget {
    private final Semaphore semaphore = new Semaphore(0);
    private final CountingStrand strand = new CountingStrand();

    @Actor
    public void adds() {
      semaphore.addPermits(2);
    }

    @Actor
    public void forgets(III_Result result) {
      result.r1 = semaphore.forgetPermits(1);
    }

    @Arbiter
    public void count(III_Result result) {
      result.r2 = semaphore.availablePermits();
      result.r3 = strand.poll(semaphore.acquire()) == Poll.PENDING ? 0 : 1;
    }
  }

  /** Of two that try, one gets the only permit. */
  @JCStressTest
  @State
  @Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE)
  @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE)
  public static class TwoTry {
    private final Semaphore semaphore = new Semaphore(1);

    @Actor
    public void first(ZZI_Result result) {
      result.r1 = semaphore.tryAcquire() != null;
    }

    @Actor
    public void second(ZZI_Result result) {
      result.r2 = semaphore.tryAcquire() != null;
    }

    @Arbiter
    public void count(ZZI_Result result) {
      result.r3 = semaphore.availablePermits();
    }
  }
}
