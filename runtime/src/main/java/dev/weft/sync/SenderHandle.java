package dev.weft.sync;

import dev.weft.internal.cleanup.Unclosed;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.waits.Held;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One count of a sender, which ends once: by its close, or when nobody has the sender any more. It
 * refers to all but the sender.
 */
final class SenderHandle implements Held {
  private static final VarHandle ENDED;

  static {
    try {
      ENDED = MethodHandles.lookup().findVarHandle(SenderHandle.class, "ended", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SenderCount count;

  /** In whose context the sender was made; null outside of runtimes. */
  private final @Nullable Scheduler home = Current.schedulerOrNull();

  /** Prints as the line of the program that made the sender. */
  private final Object place;

  private final Cleaner.Cleanable watch;

  /** Changed through ENDED. */
  private volatile boolean ended;

  /** For a sender that was counted. */
  SenderHandle(SenderCount count, Object sender) {
    this.count = count;
    place = Unclosed.place(sender, SenderHandle.class);
    watch = Unclosed.watch(sender, this::abandoned);
  }

  /**
   * Refuses what only an open sender may do.
   *
   * @throws IllegalStateException if this one is closed
   */
  void requireOpen() {
    if (ended) {
      throw new IllegalStateException(
          "this sender is closed; let each user have a copy() of its own and close that");
    }
  }

  /**
   * Counts one more sender, which is to be made.
   *
   * @throws IllegalStateException if this one is closed
   */
  void copy() {
    requireOpen();
    if (!count.enter()) {
      throw new IllegalStateException("this sender was closed while it was copied");
    }
  }

  @Override
  public List<Share> shares(Object owner) {
    return ended ? List.of() : List.of(new Share(count, 1));
  }

  /** Idempotent. */
  void close() {
    if (end()) {
      watch.clean();
    }
  }

  /** Nobody has the sender any more. */
  void abandoned() {
    if (end() && !isHomeClosing()) {
      Unclosed.report(
          "the sender of " + count.channel() + " that was made at " + place,
          "close it, best in a try-with-resources statement");
    }
  }

  /** What the tasks of a runtime hold when it ends goes with them, and that is nobody's mistake. */
  private boolean isHomeClosing() {
    return home != null && home.isClosing();
  }

  private boolean end() {
    boolean first = ENDED.compareAndSet(this, false, true);
    if (first) {
      count.leave();
    }
    return first;
  }
}
