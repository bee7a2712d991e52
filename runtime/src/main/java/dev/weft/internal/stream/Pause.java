package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Poll;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A span that begins again and again. It goes on while nobody waits for its end. */
final class Pause {
  private final Duration span;

  /** Null before the first. */
  private @Nullable Sleep sleep;

  /** Whether it has begun and nobody has seen its end. */
  private boolean open;

  Pause(Duration span) {
    this.span = Objects.requireNonNull(span, "span");
  }

  /** Begins now. Its end is waited for by {@link #isOver} alone. */
  void begin() {
    open = true;
    if (sleep == null) {
      sleep = Sleep.of(span);
    } else {
      sleep.reset(span);
    }
  }

  /** Whether it has begun and nobody has seen its end. */
  boolean isOpen() {
    return open;
  }

  /** Whether the end has come; if not, the strand will be woken then. */
  boolean isOver(Context context) {
    if (open && Objects.requireNonNull(sleep).poll(context) == Poll.PENDING) {
      return false;
    }
    open = false;
    return true;
  }

  /** Nobody waits for the end any more. */
  void leave(Context context) {
    if (sleep != null) {
      Object unused = sleep.cancel(context);
    }
  }

  /** It doesn't go on. */
  void stop(Context context) {
    open = false;
    leave(context);
  }
}
