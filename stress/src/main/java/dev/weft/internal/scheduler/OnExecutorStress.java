package dev.weft.internal.scheduler;

import dev.weft.Weft;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.TimerEntry;
import dev.weft.internal.time.TimerShards;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A foreign event loop that is given runs. */
public final class OnExecutorStress {
  private static final long FAR = TimeUnit.HOURS.toNanos(1);

  private OnExecutorStress() {}

  /** An executor that holds the run it was given until somebody makes it. */
  private static final class Loop {
    private final AtomicReference<@Nullable Runnable> given = new AtomicReference<>();
    private final AtomicInteger alarms = new AtomicInteger();
    private volatile boolean twice;

    private final OnExecutor scheduler =
        new OnExecutor(Stress.settings((nanos, action) -> alarms.incrementAndGet()), this::give);

    private void give(Runnable run) {
      twice |= given.getAndSet(run) != null;
    }

    void makeRun() {
      Objects.requireNonNull(given.getAndSet(null)).run();
    }

    boolean isGivenRun() {
      return given.get() != null;
    }

    void setTimer() {
      scheduler.timers().register(new TimerEntry(System.nanoTime() + FAR, () -> {}));
    }
  }

  /** What is added while a run ends is run by it or by another one, and there is one at most. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = Expect.ACCEPTABLE)
  public static class AddAndEnd {
    private final Loop loop = new Loop();
    private final Task<?> task = Task.create(loop.scheduler, Weft.ready(), Stress.SITE);

    /** A run with as little to do as possible, so that it ends when the task is added. */
    public AddAndEnd() {
      loop.setTimer();
    }

    @Actor
    public void runs() {
      loop.makeRun();
    }

    @Actor
    public void adds() {
      task.start();
    }

    @Arbiter
    public void ends(ZZ_Result result) {
      while (loop.isGivenRun()) {
        loop.makeRun();
      }
      result.r1 = task.isFinished();
      result.r2 = loop.twice;
    }
  }

  /** A timer that is set while a run ends has an alarm, or a run that sets one. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class TimerAndEnd {
    private final Loop loop = new Loop();

    public TimerAndEnd() {
      Task.spawn(loop.scheduler, Weft.ready(), Stress.SITE);
    }

    @Actor
    public void runs() {
      loop.makeRun();
    }

    @Actor
    public void setsTimer() {
      loop.setTimer();
    }

    @Arbiter
    public void isHeard(Z_Result result) {
      result.r1 = loop.isGivenRun() || loop.alarms.get() > 0;
    }
  }

  /** A timer that is set while an alarm rings for nothing has an alarm of its own. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  public static class TimerAndRing {
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final TimerShards timers = new TimerShards(1, () -> 0, () -> 0, deadline -> {});
    private final Alarm alarm = new Alarm((nanos, action) -> orders.add(action), this::onRing);
    private final Runnable order;

    public TimerAndRing() {
      TimerEntry putOff = new TimerEntry(10, () -> {});
      timers.register(putOff);
      alarm.setFor(timers);
      timers.cancel(putOff);
      order = Objects.requireNonNull(orders.poll());
    }

    private void onRing() {
      alarm.setFor(timers);
    }

    @Actor
    public void rings() {
      order.run();
    }

    @Actor
    public void setsTimer() {
      timers.register(new TimerEntry(12, () -> {}));
      alarm.setFor(timers);
    }

    @Arbiter
    public void isOrdered(Z_Result result) {
      result.r1 = !orders.isEmpty();
    }
  }
}
