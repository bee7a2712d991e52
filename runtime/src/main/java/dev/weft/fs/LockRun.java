package dev.weft.fs;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.time.Sleep;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A frame, shaped as if woven, that tries to lock a file until that is done, with pauses between.
 *
 * <p>The system could wait for the lock, but with a thread that nothing gets out of there again,
 * and it knows nothing of locks that this JVM holds.
 */
final class LockRun extends AsyncFrame {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(32);

  private final AsyncFile file;
  private final long position;
  private final long size;
  private final boolean shared;
  private Duration pause = FIRST_PAUSE;

  /** Whether it waits for the end of a pause. */
  private boolean pauses;

  LockRun(AsyncFile file, long position, long size, boolean shared) {
    this.file = file;
    this.position = position;
    this.size = size;
    this.shared = shared;
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    for (; ; ) {
      Object answer = resumed ? take(strand) : Strand.await(awaited(), strand, depth);
      resumed = false;
      if (answer == Poll.PENDING) {
        suspend(strand, 1);
        return answer;
      }
      if (answer != null) {
        return answer;
      }
      pauses = !pauses;
    }
  }

  private Future<?> awaited() throws IOException {
    if (!pauses) {
      return file.tryLock(position, size, shared);
    }
    Future<?> sleep = Sleep.of(pause);
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    return sleep;
  }

  @Override
  public String toString() {
    return "locking " + file;
  }
}
