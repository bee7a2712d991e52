package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one thread waits for, with the strand that polls it. */
final class Asking<T> {
  static final String WAITS = "waits";
  static final String FAILED = "failed";

  private final CountingStrand strand = new CountingStrand();

  /** Null while the thread waits for nothing. */
  private @Nullable Future<T> future;

  /** Polls what the thread waits for, or something new; gives the value, or one of the words. */
  Object poll(Supplier<Future<T>> call) {
    if (future == null) {
      future = call.get();
    }
    Object answer = poll(future);
    if (answer != WAITS) {
      future = null;
    }
    return answer;
  }

  private Object poll(Future<T> polled) {
    try {
      Object answer = Objects.requireNonNull(polled.poll(strand));
      return answer == Poll.PENDING ? WAITS : answer;
    } catch (Throwable t) {
      return FAILED;
    }
  }

  /** Gives up what the thread waits for, if there is anything. */
  void cancel() {
    if (future != null) {
      strand.cancel(future);
      future = null;
    }
  }

  /** Looks, when all is over, whether this was woken if it needs no waiting. */
  void check(int thread) {
    if (future != null && strand.wakes() == 0 && poll(future) != WAITS) {
      throw new IllegalStateException("nobody has woken " + thread);
    }
  }
}
