package dev.weft.internal.time;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that can be paused: it shows the time of another one until then, stands still but for
 * {@linkplain #advance jumps}, and when it is resumed goes on from where it stands.
 *
 * <p>It never goes backwards, whoever reads it: while it is being paused {@link #state} is null,
 * and a reading counts only if the state is the same after it as before, so that nobody has read a
 * later time than the one at which the clock then stands. When it is resumed it shows that time at
 * first.
 *
 * <p>Whoever sleeps until a time of this clock is {@linkplain #onChange told} of each change, after
 * it can be seen. What is due then, and when nothing else is left to be done than to let the time
 * pass, are the affair of the one that sleeps.
 */
public final class PausableClock implements NanoClock {
  /** What a clock goes by that can't go on. */
  private static final NanoClock STANDSTILL = () -> 0;

  private final NanoClock source;

  /** What it showed when it was made. */
  private final long origin;

  /** Null while it is being paused; written under this object's lock. */
  private volatile @Nullable State state;

  /** Whether the time jumps by itself while nobody has anything else to do. */
  private volatile boolean jumping = true;

  private volatile Runnable listener = () -> {};

  private PausableClock(NanoClock source, State state) {
    this.source = source;
    this.state = state;
    origin = state.time(source);
  }

  /** A clock that shows the time of another one; that one if it can be paused. */
  public static PausableClock of(NanoClock source) {
    return source instanceof PausableClock pausable
        ? pausable
        : new PausableClock(source, new State(false, 0));
  }

  /** A clock that stands still. */
  public static PausableClock paused(NanoClock source) {
    return new PausableClock(source, new State(true, source.nanoTime()));
  }

  /** A clock that stands still for good, but for jumps; the time begins with it. */
  public static PausableClock virtual() {
    return new PausableClock(STANDSTILL, new State(true, 0));
  }

  /** Tells of each change, on the thread that has made it. Replaces who was told before. */
  public void onChange(Runnable action) {
    listener = action;
  }

  @Override
  public long nanoTime() {
    State before = state;
    if (before != null) {
      long time = before.time(source);
      if (state == before) {
        return time;
      }
    }
    return settled();
  }

  private synchronized long settled() {
    return settledState().time(source);
  }

  /** To be called under the lock, where nobody changes the state. */
  private State settledState() {
    return Objects.requireNonNull(state, "settled");
  }

  /** Whether it stands still. */
  public boolean isPaused() {
    State now = state;
    return now != null && now.paused;
  }

  /**
   * Lets it stand still.
   *
   * @throws IllegalStateException if it does
   */
  public void pause() {
    synchronized (this) {
      State running = settledState();
      if (running.paused) {
        throw new IllegalStateException("the time is paused already; resume() it first");
      }
      state = null;
      state = new State(true, running.time(source));
    }
    listener.run();
  }

  /**
   * Lets it go on.
   *
   * @throws IllegalStateException if it doesn't stand still, or for good
   */
  public void resume() {
    if (source == STANDSTILL) {
      throw new IllegalStateException(
          "the time of a deterministic runtime can't go on by itself, as no two runs would be alike;"
              + " sleep, or advance(...) it");
    }
    synchronized (this) {
      state = new State(false, requirePaused("resume()").nanos - source.nanoTime());
    }
    listener.run();
  }

  /**
   * Sets it forward by some nanoseconds.
   *
   * @throws IllegalStateException if it doesn't stand still
   */
  public void advance(long nanos) {
    synchronized (this) {
      state = new State(true, requirePaused("advance(...)").nanos + nanos);
    }
    listener.run();
  }

  private State requirePaused(String operation) {
    State now = settledState();
    if (!now.paused) {
      throw new IllegalStateException(
          operation + " is for a time that is paused, and this one isn't; pause() it first");
    }
    return now;
  }

  /** Whether the time jumps to the next timer while nobody has anything else to do. */
  public void autoAdvance(boolean on) {
    jumping = on;
    listener.run();
  }

  /** Whether it stands still and {@link #jumpTo} would move it. */
  public boolean jumps() {
    return jumping && isPaused();
  }

  /**
   * Moves to a later time, if it stands still, jumps are on, and a condition is true; tells nobody.
   *
   * @param idle the condition; only looks
   * @return whether it has moved
   */
  public synchronized boolean jumpTo(long time, BooleanSupplier idle) {
    State now = settledState();
    boolean moves = jumping && now.paused && time - now.nanos > 0 && idle.getAsBoolean();
    if (moves) {
      state = new State(true, time);
    }
    return moves;
  }

  /**
   * Waits for the end of a jump that is under way. So whoever has made the condition of jumps false
   * before sees no jump from here on.
   */
  @SuppressWarnings("EmptyMethod") // taking the lock is what it does
  public synchronized void awaitJump() {}

  /** The time that it has shown since it was made. */
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime() - origin);
  }

  /** What it shows. No two are equal, so that each change can be told. */
  private static final class State {
    private final boolean paused;

    /** The time at which it stands, or what is added to that of the source. */
    private final long nanos;

    State(boolean paused, long nanos) {
      this.paused = paused;
      this.nanos = nanos;
    }

    long time(NanoClock source) {
      return paused ? nanos : source.nanoTime() + nanos;
    }
  }
}
