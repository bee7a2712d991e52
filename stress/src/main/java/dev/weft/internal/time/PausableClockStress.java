package dev.weft.internal.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Clocks that are paused and resumed while somebody reads them. */
public final class PausableClockStress {
  private PausableClockStress() {}

  /** Nobody has read a later time than the one at which the clock stands then. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  @Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "went backwards")
  public static class PauseAndRead {
    private final PausableClock clock = PausableClock.of(NanoClock.SYSTEM);
    private long read;

    @Actor
    public void reads() {
      read = clock.nanoTime();
    }

    @Actor
    public void pauses() {
      clock.pause();
    }

    @Arbiter
    public void compares(Z_Result result) {
      result.r1 = read - clock.nanoTime() <= 0;
    }
  }

  /** Who reads twice reads no earlier time the second time. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = Expect.ACCEPTABLE)
  @Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "went backwards")
  public static class ResumeAndRead {
    private final PausableClock clock = PausableClock.paused(NanoClock.SYSTEM);

    @Actor
    public void reads(Z_Result result) {
      long before = clock.nanoTime();
      result.r1 = clock.nanoTime() - before >= 0;
    }

    @Actor
    public void resumes() {
      clock.resume();
    }
  }

  /** No step forward is lost. */
  @JCStressTest
  @State
  @Outcome(id = "3", expect = Expect.ACCEPTABLE)
  public static class AdvanceTwice {
    private final PausableClock clock = PausableClock.paused(() -> 0);

    @Actor
    public void advances() {
      clock.advance(1);
    }

    @Actor
    public void advancesToo() {
      clock.advance(2);
    }

    @Arbiter
    public void reads(J_Result result) {
      result.r1 = clock.nanoTime();
    }
  }
}
