package dev.weft.internal.jfr;

import dev.weft.internal.task.Task;
import dev.weft.internal.waits.Resource;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** Has nothing to tell as long as this JVM has made no recording. */
final class JfrFlight extends Flight {
  /** Fails with a {@link LinkageError} where there is no JFR. */
  JfrFlight() {
    hasRecorded();
  }

  private static boolean hasRecorded() {
    return FlightRecorder.isInitialized();
  }

  @Override
  public void taskSpawned(Task<?> task) {
    if (hasRecorded()) {
      Events.taskSpawned(task);
    }
  }

  @Override
  public void taskEnds(Task<?> task) {
    if (hasRecorded()) {
      Events.taskEnds(task);
    }
  }

  @Override
  public @Nullable Begun pollBegins() {
    return hasRecorded() ? Events.pollBegins() : null;
  }

  @Override
  public void pollEnds(Begun poll, Task<?> task, boolean spent) {
    Events.pollEnds(poll, task, spent);
  }

  @Override
  public @Nullable Begun parkBegins() {
    return hasRecorded() ? Events.parkBegins() : null;
  }

  @Override
  public void parkEnds(Begun park, String runtime) {
    Events.parkEnds(park, runtime);
  }

  @Override
  public @Nullable Begun blockingBegins() {
    return hasRecorded() ? Events.blockingBegins() : null;
  }

  @Override
  public void blockingEnds(Begun blocking, long task, Object work) {
    Events.blockingEnds(blocking, task, work);
  }

  @Override
  public void channelIsFull(Resource places, int capacity, long task) {
    if (hasRecorded()) {
      Events.channelIsFull(places, capacity, task);
    }
  }
}
