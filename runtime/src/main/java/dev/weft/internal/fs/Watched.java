package dev.weft.internal.fs;

import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.fs.FileEvent;
import dev.weft.fs.FileEvent.Kind;
import dev.weft.internal.blocking.BlockingWork;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory as one watches it: the events that it has not taken, and whether there can be more.
 */
public final class Watched implements BlockingWork {
  private static final int MOST = 1024;

  private final WatchHub hub;
  private final Path directory;
  private final Set<Kind> kinds;

  /** Guarded by this, as is all below. */
  private final Queue<FileEvent> kept = new ArrayDeque<>();

  /** Whether events are missing behind those that are kept. */
  private boolean overflown;

  private boolean ended;
  private @Nullable Waker waker;

  Watched(WatchHub hub, Path directory, Set<Kind> kinds) {
    this.hub = hub;
    this.directory = directory;
    this.kinds = kinds;
  }

  /** What is watched. */
  public Path directory() {
    return directory;
  }

  /**
   * The next event; null at the end, and {@link Poll#PENDING} if there is none.
   *
   * @param current is woken when there is one, or the end
   */
  public synchronized @Nullable Object take(Waker current) {
    FileEvent first = kept.poll();
    if (first != null) {
      return first;
    }
    if (overflown) {
      overflown = false;
      return new FileEvent(Kind.OVERFLOW, directory);
    }
    waker = ended ? null : current;
    return ended ? null : Poll.PENDING;
  }

  /** Nobody waits for now. */
  public synchronized void pause() {
    waker = null;
  }

  /** Something has happened. */
  void tell(Kind kind, @Nullable Path name) {
    Waker woken = null;
    synchronized (this) {
      if (keep(kind, name)) {
        woken = waker;
        waker = null;
      }
    }
    wake(woken);
  }

  private boolean keep(Kind kind, @Nullable Path name) {
    if (ended || overflown || (kind != Kind.OVERFLOW && !kinds.contains(kind))) {
      return false;
    }
    overflown = name == null || kept.size() == MOST;
    return overflown || kept.add(new FileEvent(kind, directory.resolve(name)));
  }

  /** There won't be more: the directory is gone. */
  void end() {
    Waker woken;
    synchronized (this) {
      ended = true;
      woken = waker;
      waker = null;
    }
    wake(woken);
  }

  private static void wake(@Nullable Waker woken) {
    if (woken != null) {
      woken.wake();
    }
  }

  /**
   * Watches no more. To leave the hub waits for a thread, and so isn't done by one that runs tasks.
   */
  public void close() {
    boolean first;
    synchronized (this) {
      first = !ended;
      kept.clear();
      overflown = false;
    }
    end();
    Scheduler here = Current.schedulerOrNull();
    if (first && here != null) {
      here.blocking().execute(this);
    } else if (first) {
      run();
    }
  }

  @Override
  public void run() {
    hub.remove(this);
  }

  @Override
  public void drop() {
    hub.remove(this);
  }

  @Override
  public boolean mustRun() {
    return true;
  }
}
