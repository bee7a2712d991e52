package dev.weft.internal.scheduler;

import dev.weft.internal.time.NanoClock;
import dev.weft.internal.time.TimerEntry;
import dev.weft.internal.time.TimerShards;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Workers that fall asleep while there is work to wake them for. */
public final class IdleStress {
  private IdleStress() {}

  /** Who adds work wakes the worker, or the worker sees the work before it sleeps. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "work is left lying")
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class WorkAndSleep {
    private final Idle idle = new Idle(2);
    private final MultiThread.TimerWatch watch = new MultiThread.TimerWatch();
    private final Injector injector = new Injector();

    @Actor
    public void addsWork(ZZ_Result result) {
      injector.push(Stress.task());
      result.r1 = idle.wakeOne(watch) != null;
    }

    @Actor
    public void fallsAsleep(ZZ_Result result) {
      boolean nobodySearches = idle.fallAsleep(Stress.worker(0), false);
      VarHandle.fullFence();
      result.r2 = nobodySearches && !injector.isEmpty();
    }
  }

  /** The searcher that another one relied on finds something just when that one falls asleep. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "work is left lying")
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class LastSearcherAndSleep {
    private final Idle idle = new Idle(2);
    private final MultiThread.TimerWatch watch = new MultiThread.TimerWatch();
    private final Injector injector = new Injector();

    public LastSearcherAndSleep() {
      idle.startSearching();
      injector.push(Stress.task());
    }

    @Actor
    public void findsOtherWork(ZZ_Result result) {
      result.r1 = idle.stopSearching() && idle.wakeOne(watch) != null;
    }

    @Actor
    public void fallsAsleep(ZZ_Result result) {
      boolean nobodySearches = idle.fallAsleep(Stress.worker(0), false);
      VarHandle.fullFence();
      result.r2 = nobodySearches && !injector.isEmpty();
    }
  }

  /** A worker that gets up by itself and one who wakes it count it once. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "woken")
  @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "got up")
  public static class WakeAndGetUp {
    private final Idle idle = new Idle(2);
    private final MultiThread.TimerWatch watch = new MultiThread.TimerWatch();

    public WakeAndGetUp() {
      idle.fallAsleep(Stress.worker(0), false);
    }

    @Actor
    public void wakes(ZZ_Result result) {
      result.r1 = idle.wakeOne(watch) != null;
    }

    @Actor
    public void getsUp(ZZ_Result result) {
      result.r2 = idle.wakeUp(Stress.worker(0));
    }
  }

  /** A timer that is set while the watch looks is seen by it, or has it woken. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the timer is overslept")
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class TimerAndWatch {
    private final MultiThread.TimerWatch watch = new MultiThread.TimerWatch();
    private boolean woken;
    private final NanoClock clock = () -> 0;
    private final TimerShards timers = new TimerShards(2, clock, () -> 1, this::onEarlier);

    public TimerAndWatch() {
      timers.register(new TimerEntry(1_000, () -> {}));
    }

    /** Without a holder a sleeper is nudged, which looks at the timers again. */
    private void onEarlier(long deadline) {
      woken = watch.holder() == null || deadline - watch.end() < 0;
    }

    @Actor
    public void sets(ZZ_Result result) {
      timers.register(new TimerEntry(10, () -> {}));
      result.r1 = woken;
    }

    @Actor
    public void watches(ZZ_Result result) {
      watch.tryTake(Stress.worker(0));
      result.r2 = watch.span(timers) == 10;
    }
  }

  /** A worker falls asleep while the watch gets up: it takes the watch, or is nudged to. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "nobody watches the timers")
  @Outcome(expect = Expect.ACCEPTABLE)
  public static class WatchHandOver {
    private final Idle idle = new Idle(2);
    private final MultiThread.TimerWatch watch = new MultiThread.TimerWatch();

    public WatchHandOver() {
      watch.tryTake(Stress.worker(1));
    }

    @Actor
    public void fallsAsleep(ZZ_Result result) {
      idle.fallAsleep(Stress.worker(0), false);
      result.r1 = watch.tryTake(Stress.worker(0));
    }

    /** As in {@link MultiThread#handOverTimers}. */
    @Actor
    public void getsUp(ZZ_Result result) {
      watch.release();
      result.r2 = watch.holder() == null && idle.anySleeper() != null;
    }
  }
}
