package dev.weft.internal.fs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What operations on files fail with: always something that names the file. */
final class Failures {
  private Failures() {}

  /** The failure to throw in place of one that an operation on a file has thrown. */
  static Exception of(Exception failure, Path path) {
    boolean wraps =
        failure instanceof UncheckedIOException || failure instanceof DirectoryIteratorException;
    if (wraps && failure.getCause() instanceof IOException cause) {
      return of(cause, path);
    }
    if (failure instanceof NonReadableChannelException) {
      return new IllegalStateException(path + " wasn't opened with READ", failure);
    }
    if (failure instanceof NonWritableChannelException) {
      return new IllegalStateException(path + " wasn't opened with WRITE", failure);
    }
    return failure instanceof IOException e ? of(e, path) : failure;
  }

  private static IOException of(IOException failure, Path path) {
    if (failure instanceof FileSystemException named && named.getFile() != null) {
      return failure;
    }
    if (failure instanceof ClosedChannelException) {
      return new IOException(path + " is closed", failure);
    }
    FileSystemException named =
        new FileSystemException(path.toString(), null, failure.getMessage());
    named.initCause(failure);
    return named;
  }
}
