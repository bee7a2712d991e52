package dev.weft.weaver.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Future;
import dev.weft.Poll;

/** One run of a case, to its end. */
final class Run {
  /** Enough to stop a run that was woven into an endless loop. */
  private static final int MAX_STEPS = 10_000;

  private final Probe probe;
  private final CaseStrand strand;
  private final Threads threads;
  private final Runnable between;
  private int suspensions;
  private Outcome outcome;

  private Run(Probe probe, CaseStrand strand, Threads threads, Runnable between) {
    this.probe = probe;
    this.strand = strand;
    this.threads = threads;
    this.between = between;
  }

  /** The run to compare with: the case as it was compiled, with an await that blocks. */
  static Outcome reference(Case tested, CaseLoader loader) {
    Probe probe = loader.probe();
    try {
      Future<?> future = (Future<?>) tested.call(loader, probe);
      return Outcome.returned(BlockingWeft.await(future), probe);
    } catch (Throwable t) {
      return Outcome.thrown(t, probe);
    }
  }

  /** A woven run; what has to happen between two of its steps is given. */
  static Run woven(Case tested, CaseLoader loader, Probe probe, Mode mode, Runnable between)
      throws Throwable {
    Future<?> future = (Future<?>) tested.call(loader, probe);
    assertThat(probe.trace()).as("what a call that nobody awaits does").isEmpty();
    Run run = new Run(probe, new CaseStrand(future), mode.threads(), between);
    run.outcome = run.finish();
    return run;
  }

  /** What the run came to. */
  Outcome outcome() {
    return outcome;
  }

  /** Checks that a run all of whose futures suspend was suspended as often as it polled one. */
  void checkSuspensions() {
    if (probe.knowsAllWaitsOf(strand)) {
      assertThat((long) suspensions).as("suspensions").isEqualTo(probe.waitsOf(strand));
    }
  }

  /** Checks that a run was suspended at all. */
  void checkSuspended() {
    assertThat(suspensions).as("suspensions").isPositive();
  }

  private Outcome finish() {
    try {
      Object answer = threads.run(strand::step);
      while (answer == Poll.PENDING) {
        between.run();
        awaitWake();
        answer = threads.run(strand::step);
      }
      return Outcome.returned(answer, probe);
    } catch (Throwable t) {
      return Outcome.thrown(t, probe);
    }
  }

  private void awaitWake() throws Throwable {
    if (strand.takeWoken()) {
      return; // by what it polled: it has nothing to wait for
    }
    if (suspensions++ == MAX_STEPS) {
      throw new AssertionError("this run doesn't end");
    }
    do {
      Runnable completion = probe.nextCompletion();
      if (completion == null) {
        throw new AssertionError("suspended, and nothing is there to wake it");
      }
      threads.run(() -> done(completion));
    } while (!strand.takeWoken());
  }

  private static Object done(Runnable work) {
    work.run();
    return null;
  }
}
