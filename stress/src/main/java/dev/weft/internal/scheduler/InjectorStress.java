package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** The queue of what comes from outside. */
public final class InjectorStress {
  private InjectorStress() {}

  /** What is pushed is taken by somebody, once. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 2", "1, 1", "2, 0"},
      expect = Expect.ACCEPTABLE)
  public static class PushAndTake {
    private final Injector injector = new Injector();
    private final Task<?> first = Stress.task();
    private final Task<?> second = Stress.task();

    @Actor
    public void pushes() {
      injector.push(first);
      injector.push(second);
    }

    @Actor
    public void takes(II_Result result) {
      for (Task<?> task = injector.take(1, 2); task != null; task = task.queueNext) {
        result.r1++;
      }
    }

    @Arbiter
    public void rest(II_Result result) {
      result.r2 = Stress.drain(injector);
    }
  }

  /** Two that push at the same time don't cost each other anything. */
  @JCStressTest
  @State
  @Outcome(id = "0, 2", expect = Expect.ACCEPTABLE)
  public static class TwoPush {
    private final Injector injector = new Injector();
    private final Task<?> first = Stress.task();
    private final Task<?> second = Stress.task();

    @Actor
    public void pushes() {
      injector.push(first);
    }

    @Actor
    public void pushesToo() {
      injector.push(second);
    }

    @Arbiter
    public void rest(II_Result result) {
      result.r2 = Stress.drain(injector);
    }
  }

  /** It doesn't look empty while a consumer moves tasks that nobody has taken yet. */
  @JCStressTest
  @State
  @Outcome(id = "false, 2", expect = Expect.ACCEPTABLE)
  public static class LookWhileTaking {
    private final Injector injector = new Injector();

    public LookWhileTaking() {
      for (int i = 0; i < 3; i++) {
        injector.push(Stress.task());
      }
    }

    @Actor
    public void takesOne() {
      injector.take(1, 1);
    }

    @Actor
    public void looks(ZI_Result result) {
      result.r1 = injector.isEmpty();
    }

    @Arbiter
    public void rest(ZI_Result result) {
      result.r2 = Stress.drain(injector);
    }
  }
}
