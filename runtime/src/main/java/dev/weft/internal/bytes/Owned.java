package dev.weft.internal.bytes;

import java.io.IOException;

/** What a wrapper closes with itself. */
public final class Owned {
  private Owned() {}

  /** Closes a reader or a writer, if it can be closed. */
  public static void close(Object owned) throws IOException {
    if (owned instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
