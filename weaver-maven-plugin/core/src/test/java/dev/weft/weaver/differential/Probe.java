package dev.weft.weaver.differential;

import dev.weft.Context;
import dev.weft.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * What a case is given: futures whose completion the driver controls, and a trace of what happened
 * in which order.
 *
 * <p>Belongs to one run of a case. Only one thread at a time uses it; the driver sees to it that
 * what one of them did happens before what the next one does.
 */
public final class Probe {
  /** More than any case does; stops one that was woven into an endless loop. */
  private static final int MAX_TRACE = 20_000;

  private final BooleanSupplier suspends;
  private final List<String> trace = new ArrayList<>();
  private final Deque<Runnable> completions = new ArrayDeque<>();
  private final List<Context> waits = new ArrayList<>();
  private int stages;
  private int fuel;

  /** A probe whose futures ask, one after the other, whether they have to suspend. */
  Probe(BooleanSupplier suspends) {
    this.suspends = suspends;
  }

  /** The probe of the run that a class was loaded for, for its static initializer. */
  public static Probe of(Class<?> loaded) {
    return ((CaseLoader) loaded.getClassLoader()).probe();
  }

  /** A future that completes with a value. */
  public <T> Future<T> f(T value) {
    add("f " + Outcome.describe(value));
    return new ProbeFuture<>(this, value, null);
  }

  /** A future that fails. */
  public <T> Future<T> fail(Throwable failure) {
    add("fail " + Outcome.describe(failure));
    return new ProbeFuture<>(this, null, failure);
  }

  /** A stage that completes with a value. */
  public <T> CompletionStage<T> stage(T value) {
    add("stage " + Outcome.describe(value));
    CompletableFuture<T> stage = new CompletableFuture<>();
    later(() -> stage.complete(value));
    return stage;
  }

  /** A stage that completes exceptionally. */
  public <T> CompletionStage<T> failedStage(Throwable failure) {
    add("failedStage " + Outcome.describe(failure));
    CompletableFuture<T> stage = new CompletableFuture<>();
    later(() -> stage.completeExceptionally(failure));
    return stage;
  }

  /** Whether a loop or a recursion of a random program may go on. */
  public boolean more() {
    return fuel-- > 0;
  }

  /** Lets loops go on again, so many times. */
  public void refuel(int times) {
    fuel = times;
  }

  /** Notes a value and gives it back. */
  public <T> T log(T value) {
    add(Outcome.describe(value));
    return value;
  }

  /** Notes a value and gives it back. */
  public boolean log(boolean value) {
    log((Boolean) value);
    return value;
  }

  /** Notes a value and gives it back. */
  public byte log(byte value) {
    log((Byte) value);
    return value;
  }

  /** Notes a value and gives it back. */
  public char log(char value) {
    log((Character) value);
    return value;
  }

  /** Notes a value and gives it back. */
  public short log(short value) {
    log((Short) value);
    return value;
  }

  /** Notes a value and gives it back. */
  public int log(int value) {
    log((Integer) value);
    return value;
  }

  /** Notes a value and gives it back. */
  public long log(long value) {
    log((Long) value);
    return value;
  }

  /** Notes a value and gives it back. */
  public float log(float value) {
    log((Float) value);
    return value;
  }

  /** Notes a value and gives it back. */
  public double log(double value) {
    log((Double) value);
    return value;
  }

  /** Whether the next future has to suspend. */
  boolean suspendsNext() {
    return suspends.getAsBoolean();
  }

  /** Notes that a future has a strand wait, and what ends the wait. */
  void waits(Context waiting, Runnable completion) {
    waits.add(waiting);
    completions.add(completion);
  }

  /**
   * Takes the next thing that has to happen for a suspended run to go on; null if there is none.
   */
  Runnable nextCompletion() {
    return completions.poll();
  }

  /** How many futures had this strand wait. */
  long waitsOf(Context strand) {
    return waits.stream().filter(waiting -> waiting == strand).count();
  }

  /** Whether futures of this probe are all that anybody can have waited for. */
  boolean knowsAllWaitsOf(Context strand) {
    return stages == 0 && waitsOf(strand) == waits.size();
  }

  List<String> trace() {
    return trace;
  }

  private void later(Runnable completion) {
    stages++;
    if (suspendsNext()) {
      completions.add(completion);
    } else {
      completion.run();
    }
  }

  private void add(String entry) {
    if (trace.size() == MAX_TRACE) {
      throw new AssertionError("this run doesn't end");
    }
    trace.add(entry);
  }
}
