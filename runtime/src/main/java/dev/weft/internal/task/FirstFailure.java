package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** The first failure of those that run side by side, with the others suppressed in it. */
public final class FirstFailure {
  private @Nullable Throwable first;

  /** No failure yet. */
  public FirstFailure() {}

  /** Takes a failure. */
  public void add(Throwable failure) {
    if (first == null) {
      first = failure;
    } else if (first != failure) {
      first.addSuppressed(failure);
    }
  }

  /** Whether there was a failure. */
  public boolean isPresent() {
    return first != null;
  }

  /** The failure; null if there was none. */
  public @Nullable Throwable first() {
    return first;
  }

  /** Throws the failure, if there was one. */
  public void throwFirst() throws Throwable {
    if (first != null) {
      throw first;
    }
  }

  /** Throws the failure, if there was one, of callbacks that declare none. */
  public void throwUndeclared() {
    if (first != null) {
      FirstFailure.<RuntimeException>throwUndeclared(first);
    }
  }

  @SuppressWarnings("unchecked") // the cast is erased: that is the point
  private static <E extends Throwable> void throwUndeclared(Throwable failure) throws E {
    throw (E) failure;
  }

  /** The answer of a future that was cancelled: that it was, with the failure if there was one. */
  public Poll cancelled() {
    if (first == null) {
      return Poll.CANCELLED;
    }
    CancelledError error = new CancelledError();
    error.addSuppressed(first);
    throw error;
  }
}
