package dev.weft.internal.blocking;

import dev.weft.internal.task.FirstFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done one after the other, in the order in which it came, on one thread of a pool at
 * a time.
 *
 * <p>The thread that does some of it goes on with what has come meanwhile, whichever runtime that
 * came from: so what must run does, even if the pool was closed before its turn.
 */
public final class Lane implements BlockingWork {
  /** What waits for its turn; guarded by this, as is {@link #busy}. */
  private final Queue<BlockingWork> waiting = new ArrayDeque<>();

  /** Whether a thread does some of it, or was asked to. */
  private boolean busy;

  /** A lane that is free. */
  public Lane() {}

  /** Does work in its turn; on a thread of this pool unless one is at it. */
  public void execute(BlockingWork work, Executor pool) {
    synchronized (this) {
      waiting.add(work);
      if (busy) {
        return;
      }
      busy = true;
    }
    pool.execute(this);
  }

  @Override
  public void run() {
    FirstFailure failures = new FirstFailure();
    for (BlockingWork next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (Throwable t) {
        failures.add(t);
      }
    }
    failures.throwUndeclared();
  }

  private synchronized @Nullable BlockingWork next() {
    BlockingWork next = waiting.poll();
    busy = next != null;
    return next;
  }

  @Override
  public void drop() {
    takeAll().forEach(BlockingWork::drop);
  }

  private synchronized List<BlockingWork> takeAll() {
    List<BlockingWork> all = new ArrayList<>(waiting);
    waiting.clear();
    busy = false;
    return all;
  }

  @Override
  public synchronized boolean mustRun() {
    return waiting.stream().anyMatch(BlockingWork::mustRun);
  }
}
