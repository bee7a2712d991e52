package dev.weft.internal.task;

import dev.weft.Waker;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** The list of those who wait for an event. */
public final class JoinersStress {
  private JoinersStress() {}

  private static final class CountingWaker implements Waker {
    final AtomicInteger woken = new AtomicInteger();

    @Override
    public void wake() {
      woken.incrementAndGet();
    }
  }

  /** Who is listed is woken, and who isn't is told. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "came too late and knows it")
  public static class AddAndClose {
    private final Joiners joiners = new Joiners();
    private final CountingWaker waker = new CountingWaker();

    @Actor
    public void adds(ZI_Result result) {
      result.r1 = joiners.add(waker);
    }

    @Actor
    public void closes() {
      joiners.close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = waker.woken.get();
    }
  }

  /** One that leaves takes none with it that comes at the same time. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE)
  public static class AddAndRemove {
    private final Joiners joiners = new Joiners();
    private final CountingWaker first = new CountingWaker();
    private final CountingWaker second = new CountingWaker();

    public AddAndRemove() {
      joiners.add(first);
    }

    @Actor
    public void adds(ZI_Result result) {
      result.r1 = joiners.add(second);
    }

    @Actor
    public void removes() {
      joiners.remove(first);
    }

    @Arbiter
    public void close(ZI_Result result) {
      joiners.close();
      result.r2 = second.woken.get() - first.woken.get();
    }
  }

  /** Who takes the place of one that has left is woken, or told. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "listed and woken")
  @Outcome(id = "false, [01]", expect = Expect.ACCEPTABLE, desc = "came too late and knows it")
  public static class TakePlaceAndClose {
    private final Joiners joiners = new Joiners();
    private final CountingWaker gone = new CountingWaker();
    private final CountingWaker waker = new CountingWaker();

    public TakePlaceAndClose() {
      joiners.add(gone);
      joiners.remove(gone);
    }

    @Actor
    public void adds(ZI_Result result) {
      result.r1 = joiners.add(waker);
    }

    @Actor
    public void closes() {
      joiners.close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = waker.woken.get();
    }
  }
}
