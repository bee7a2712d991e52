package dev.weft.internal.fs;

import dev.weft.internal.blocking.Hop;
import dev.weft.internal.blocking.Lane;
import dev.weft.internal.task.Scheduler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An operation on an open file, which stays open until a change has ended. */
abstract class FileHop<T extends @Nullable Object> extends Hop<T> {
  final OpenFile file;
  private final boolean changes;

  /**
   * An operation that has not begun.
   *
   * @param changes whether it is carried out once it has begun
   */
  FileHop(OpenFile file, boolean changes) {
    this.file = file;
    this.changes = changes;
  }

  /** What it does, in words that the path follows. */
  abstract String verb();

  /** Where it has its turn; null for everywhere at once. */
  @Nullable Lane lane() {
    return file.lane();
  }

  /** Carries it out, on a thread that may block. */
  abstract T operate() throws IOException;

  @Override
  protected boolean prepare() throws IOException {
    file.begin(changes);
    return true;
  }

  @Override
  protected final void handOn(Scheduler runtime) {
    Lane lane = lane();
    if (lane == null) {
      runtime.blocking().execute(this);
    } else {
      lane.execute(this, runtime.blocking());
    }
  }

  @Override
  protected final T call() throws Exception {
    try {
      return operate();
    } catch (Exception e) {
      throw Failures.of(e, file.path());
    }
  }

  @Override
  protected final void over() {
    file.end(changes);
  }

  @Override
  public final boolean mustRun() {
    return changes;
  }

  @Override
  protected final void failUnseen(Throwable unseen, Scheduler runtime) {
    file.failUnseen(unseen);
  }

  @Override
  public final String toString() {
    return verb() + " " + file;
  }
}
