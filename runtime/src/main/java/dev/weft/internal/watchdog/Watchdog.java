package dev.weft.internal.watchdog;

import dev.weft.internal.time.NanoClock;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread that takes the samples of all watches; there is none while nothing is watched.
 *
 * <p>It keeps no runtime alive: a watch that nobody holds any more ends by itself.
 */
public final class Watchdog {
  /** The one for all runtimes of the JVM. */
  public static final Watchdog SHARED = new Watchdog(NanoClock.SYSTEM);

  private final NanoClock clock;

  /** Guarded by this object's lock. */
  private final List<WeakReference<Watch>> watches = new ArrayList<>();

  /** Null while nothing is watched; guarded by this object's lock. */
  private @Nullable Thread thread;

  /** A watchdog that watches nothing. */
  Watchdog(NanoClock clock) {
    this.clock = clock;
  }

  /** Begins to take samples. */
  public synchronized void add(Watch watch) {
    watches.add(new WeakReference<>(watch));
    if (thread == null) {
      thread = new Thread(this::run, "weft-watchdog");
      thread.setDaemon(true);
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /** Ends the samples; harmless if they have ended. */
  public synchronized void remove(Watch watch) {
    watches.removeIf(entry -> entry.refersTo(watch));
    LockSupport.unpark(thread);
  }

  /** The thread; null while nothing is watched. */
  synchronized @Nullable Thread thread() {
    return thread;
  }

  private void run() {
    for (long pause = sample(); pause > 0; pause = sample()) {
      LockSupport.parkNanos(this, pause);
      // Nobody has a reason to interrupt this thread, and it shall sleep the next time.
      Thread.interrupted();
    }
  }

  /** Looks at everything; returns how long to wait, zero if this thread isn't needed any more. */
  private long sample() {
    long pause = 0;
    for (Watch watch : present()) {
      watch.sample(clock.nanoTime());
      pause = pause == 0 ? watch.period() : Math.min(pause, watch.period());
    }
    return pause;
  }

  /** What is watched at present; if that is nothing, the calling thread is no more the thread. */
  private synchronized List<Watch> present() {
    watches.removeIf(entry -> entry.refersTo(null));
    List<Watch> present = new ArrayList<>(watches.size());
    for (WeakReference<Watch> entry : watches) {
      Watch watch = entry.get();
      if (watch != null) {
        present.add(watch);
      }
    }
    if (present.isEmpty()) {
      thread = null;
    }
    return present;
  }
}
