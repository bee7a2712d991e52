package dev.weft.internal.junit;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.abi.Suspension;
import dev.weft.internal.blocking.BlockingWork;
import dev.weft.internal.future.StageFuture;
import dev.weft.internal.runtime.DefaultRuntime;
import dev.weft.internal.scheduler.RuntimeScheduler;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A runtime as those see it that run tests on it. */
public final class TestBed {
  private final RuntimeScheduler scheduler;

  private TestBed(RuntimeScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The way in. */
  public static TestBed of(AsyncRuntime runtime) {
    return new TestBed(((DefaultRuntime) runtime).scheduler());
  }

  /** A time in which a thread is in the context of a runtime; to be closed by that thread. */
  public interface Stay extends AutoCloseable {
    @Override
    void close();
  }

  /** Puts the calling thread into the runtime's context, where tests find it. */
  public Stay enter() {
    return Current.enter(scheduler, false)::close;
  }

  /**
   * Whether nothing changes any more, until a timer fires or somebody from outside comes: every
   * live task waits, and none of them for another thread.
   */
  public boolean isSettled() {
    return scheduler.strands().stream()
        .filter(Task.class::isInstance)
        .allMatch(task -> waitingFor(task).filter(leaf -> !comesFromOutside(leaf)).isPresent());
  }

  private static Optional<Future<?>> waitingFor(RuntimeStrand strand) {
    return suspension(strand).map(Suspension::leaf);
  }

  private static Optional<Suspension> suspension(RuntimeStrand strand) {
    long rest = strand.rest();
    Suspension seen = rest < 0 ? null : Suspension.of(strand);
    return strand.rest() == rest ? Optional.ofNullable(seen) : Optional.empty();
  }

  private static boolean comesFromOutside(Future<?> leaf) {
    return leaf instanceof BlockingWork || leaf instanceof StageFuture;
  }

  /** Where the futures of {@code blockOn} wait, in lines; nothing of one that runs. */
  public List<String> waits() {
    return scheduler.strands().stream()
        .filter(strand -> !(strand instanceof Task))
        .flatMap(strand -> suspension(strand).map(seen -> wait(strand, seen)).stream())
        .toList();
  }

  private static String wait(RuntimeStrand strand, Suspension seen) {
    return Suspension.stack(strand).stream()
        .map(line -> "\n\tat " + line)
        .collect(Collectors.joining("", strand + " waits for " + seen.leaf(), ""));
  }
}
