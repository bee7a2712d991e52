package dev.weft.sync;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;

/** One count of a sender, which ends once: by its close, or when nobody has the sender any more. */
final class MpscHandle<T> {
  private final MpscCore<T> core;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Cleaner.Cleanable watch;

  /** For a sender that was counted. */
  MpscHandle(MpscCore<T> core, Object sender) {
    this.core = core;
    watch = Unclosed.watch(sender, new Abandoned(core, ended, Unclosed.place()));
  }

  /**
   * The channel, for an open sender.
   *
   * @throws IllegalStateException if the sender is closed
   */
  MpscCore<T> open() {
    if (ended.get()) {
      throw new IllegalStateException(
          "this sender is closed; let each user have a copy() of its own and close that");
    }
    return core;
  }

  /** The channel. */
  MpscCore<T> core() {
    return core;
  }

  /** Counts one more sender. */
  MpscCore<T> copy() {
    if (!open().enter()) {
      throw new IllegalStateException("this sender was closed while it was copied");
    }
    return core;
  }

  void close() {
    if (ended.compareAndSet(false, true)) {
      core.leave();
      watch.clean();
    }
  }

  /** Refers to all but the sender. */
  private record Abandoned(MpscCore<?> core, AtomicBoolean ended, String place)
      implements Runnable {
    @Override
    public void run() {
      if (ended.compareAndSet(false, true)) {
        core.leave();
        Unclosed.report(
            "the sender of an Mpsc channel that was made at " + place,
            "close it, best in a try-with-resources statement");
      }
    }
  }
}
