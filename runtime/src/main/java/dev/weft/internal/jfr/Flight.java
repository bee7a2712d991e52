package dev.weft.internal.jfr;

import dev.weft.internal.task.Task;
import dev.weft.internal.waits.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The door to flight recordings, which is shut where the module {@code jdk.jfr} is absent.
 *
 * <p>While no recording asks for an event, telling of it is a load and a branch, or two of each
 * once this JVM has recorded anything: nothing is allocated, no clock is read, nothing is fenced.
 * What takes time is told of in two steps, the first of which gives null then.
 */
public sealed class Flight permits JfrFlight {
  /** The one of this JVM; of a type that never changes, so that calls of it are inlined. */
  public static final Flight RECORDER = open();

  Flight() {}

  private static Flight open() {
    try {
      return new JfrFlight();
    } catch (LinkageError e) {
      return new Flight();
    }
  }

  /** A task was spawned, and nobody runs it yet. */
  public void taskSpawned(Task<?> task) {}

  /** A task has its result, and nobody can see that yet. */
  public void taskEnds(Task<?> task) {}

  /**
   * A poll begins.
   *
   * @return what to end it with; null if nobody wants to know
   */
  public @Nullable Begun pollBegins() {
    return null;
  }

  /**
   * A poll is over.
   *
   * @param spent whether the task lets others run because its budget is spent
   */
  public void pollEnds(Begun poll, Task<?> task, boolean spent) {}

  /**
   * A worker goes to sleep.
   *
   * @return what to end it with; null if nobody wants to know
   */
  public @Nullable Begun parkBegins() {
    return null;
  }

  /** A worker of a runtime has got up. */
  public void parkEnds(Begun park, String runtime) {}

  /**
   * The calling thread begins to do what blocks.
   *
   * @return what to end it with; null if nobody wants to know
   */
  public @Nullable Begun blockingBegins() {
    return null;
  }

  /**
   * The calling thread has done what blocks.
   *
   * @param task the number of the task that it was done for; 0 for none
   * @param work what was done; it is asked for its words only if somebody wants to know
   */
  public void blockingEnds(Begun blocking, long task, Object work) {}

  /**
   * A sender waits, as a channel is full.
   *
   * @param places what it waits for
   * @param task the number of the task that sends; 0 for none
   */
  public void channelIsFull(Resource places, int capacity, long task) {}
}
