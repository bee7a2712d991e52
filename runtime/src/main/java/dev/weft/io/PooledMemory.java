package dev.weft.io;

import dev.weft.internal.cleanup.Unclosed;
import dev.weft.internal.sync.Permits;
import java.nio.ByteBuffer;

/**
 * The memory of a pooled buffer. The pool refers to it while it is free, and who has taken it while
 * it is out: if nobody does, it was forgotten.
 *
 * <p>It is watched once, for as long as it lives, as a cleaner would be too dear for each take. A
 * program that has kept the byte buffer alone goes on with that: it isn't given to anybody else.
 */
final class PooledMemory {
  final ByteBuffer buffer;
  private final Loan loan;

  PooledMemory(int size, Permits permits, Object place) {
    buffer = ByteBuffer.allocateDirect(size);
    loan = new Loan(permits, place);
    var unused = Unclosed.watch(this, loan::forgotten);
  }

  /** Notes whether it is out. */
  void lent(boolean out) {
    loan.out = out;
    if (out) {
      buffer.clear();
    }
  }

  /** What is known of the memory when it is gone. */
  private static final class Loan {
    private final Permits permits;
    private final Object place;

    /** Volatile for the cleaner's thread. */
    private volatile boolean out;

    Loan(Permits permits, Object place) {
      this.permits = permits;
      this.place = place;
    }

    /**
     * A free one that is gone went with its pool. It is told of first: who sees that the place is
     * free may look for the report.
     */
    void forgotten() {
      if (!out) {
        return;
      }
      try {
        Unclosed.report(
            "a buffer of the pool that was made at " + place,
            "close it, best in a try-with-resources statement");
      } finally {
        permits.add(1);
      }
    }
  }
}
