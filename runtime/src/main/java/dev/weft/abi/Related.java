package dev.weft.abi;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A walk through the causes of a failure and the failures suppressed in it, of limited length. */
final class Related {
  private static final int MAX_VISITED = 64;

  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Throwable> open = new ArrayDeque<>();
  private final Predicate<Throwable> visitor;

  private Related(Predicate<Throwable> visitor) {
    this.visitor = visitor;
  }

  /**
   * Visits each failure once, whatever circles there are.
   *
   * @param visitor returns whether the failure is new to it; if not, what is behind it isn't either
   */
  static void visit(Throwable failure, Predicate<Throwable> visitor) {
    Throwable[] suppressed = failure.getSuppressed();
    Throwable cause = failure.getCause();
    if (cause == null && suppressed.length == 0) {
      return;
    }
    Related walk = new Related(visitor);
    walk.seen.add(failure);
    walk.enter(cause, suppressed);
    while (!walk.open.isEmpty()) {
      Throwable next = walk.open.pop();
      walk.enter(next.getCause(), next.getSuppressed());
    }
  }

  /** Those that were suppressed last come first: behind one that is known all are known. */
  private void enter(@Nullable Throwable cause, Throwable[] suppressed) {
    if (cause != null) {
      enter(cause);
    }
    int i = suppressed.length - 1;
    while (i >= 0 && enter(suppressed[i])) {
      i--;
    }
  }

  /** Returns whether those that were suppressed before this one may be new. */
  private boolean enter(Throwable failure) {
    if (seen.size() > MAX_VISITED) {
      return false;
    }
    if (!seen.add(failure)) {
      return true;
    }
    boolean isNew = visitor.test(failure);
    if (isNew) {
      open.push(failure);
    }
    return isNew;
  }
}
