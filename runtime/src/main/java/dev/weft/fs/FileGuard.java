package dev.weft.fs;

import java.io.IOException;
import java.nio.channels.FileLock;

/**
 * A lock on a file or a part of it, which is released when this is closed, or when the file is.
 *
 * @see AsyncFile#lock()
 */
public final class FileGuard implements AutoCloseable {
  private final FileLock lock;

  FileGuard(FileLock lock) {
    this.lock = lock;
  }

  /**
   * Whether others may hold a shared lock of the same part; some systems have exclusive ones only.
   *
   * @return true if they may
   */
  public boolean isShared() {
    return lock.isShared();
  }

  /**
   * Where the part begins.
   *
   * @return a place in the file
   */
  public long position() {
    return lock.position();
  }

  /**
   * How long the part is; the file may be shorter.
   *
   * @return bytes
   */
  public long size() {
    return lock.size();
  }

  /**
   * Whether it is held still.
   *
   * @return false once this or the file was closed
   */
  public boolean isHeld() {
    return lock.isValid();
  }

  /**
   * Releases it. Idempotent; doesn't block.
   *
   * @throws IOException if the system refuses to
   */
  @Override
  public void close() throws IOException {
    if (lock.isValid()) {
      lock.release();
    }
  }

  @Override
  public String toString() {
    return lock.toString();
  }
}
