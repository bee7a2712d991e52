package dev.weft.sync;

import dev.weft.internal.sync.Crowd;
import org.jspecify.annotations.Nullable;

/** What one receiver of a watch channel has seen. It belongs to the strand that receives. */
final class WatchCursor<T> extends Crowd.Member {
  /** Below the number of every value. */
  private static final long NOTHING = -1;

  private final WatchCore<T> core;

  /** The number of the value that was seen last. */
  private long seen;

  private boolean closed;

  private WatchCursor(WatchCore<T> core) {
    this.core = core;
    seen = core.enter();
  }

  /** Of a new receiver that has seen the present value. */
  static <T> WatchCursor<T> ofPresent(WatchCore<T> core) {
    return new WatchCursor<>(core);
  }

  /** Of a new receiver that has seen what this one has. */
  WatchCursor<T> copy() {
    WatchCursor<T> copy = new WatchCursor<>(core);
    copy.seen = seen;
    return copy;
  }

  WatchCore<T> core() {
    return core;
  }

  /** The present value if it wasn't seen; then it was. */
  @Nullable T takeUnseen() {
    return hasUnseen() ? see().value() : null;
  }

  /** The present value, which was seen from now on. */
  WatchCore.Version<T> see() {
    WatchCore.Version<T> version = core.current();
    seen = version.number();
    return version;
  }

  boolean hasUnseen() {
    return !closed && core.current().number() != seen;
  }

  void forget() {
    seen = NOTHING;
  }

  /** Whether no value will come; one may be there that came before. */
  boolean isOver() {
    return closed || core.isEnded();
  }

  void close() {
    if (!closed) {
      closed = true;
      core.waiting().quit(this);
      core.leave();
    }
  }
}
