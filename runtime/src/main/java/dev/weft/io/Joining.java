package dev.weft.io;

import dev.weft.Future;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Waits of threads for transfers. */
final class Joining {
  private Joining() {}

  static <T> T join(Future<T> transfer) throws IOException {
    try {
      return transfer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted in " + transfer);
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
