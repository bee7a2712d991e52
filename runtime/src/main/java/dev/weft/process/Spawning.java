package dev.weft.process;

import dev.weft.internal.blocking.Hop;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Starts a process. One that is started too late for who wanted it is closed. */
final class Spawning extends Hop<Child> {
  private final ProcessBuilder builder;
  private final boolean killOnClose;

  Spawning(ProcessBuilder builder, boolean killOnClose) {
    this.builder = builder;
    this.killOnClose = killOnClose;
  }

  @Override
  protected Child call() throws IOException {
    checkDirectory();
    return new Child(builder.start(), builder, killOnClose);
  }

  /** Else the JDK says of a program in a missing directory that it isn't there itself. */
  private void checkDirectory() throws IOException {
    File directory = builder.directory();
    if (directory != null && !directory.exists()) {
      throw new NoSuchFileException(directory.getPath());
    }
    if (directory != null && !directory.isDirectory()) {
      throw new NotDirectoryException(directory.getPath());
    }
  }

  @Override
  protected void discard(Child given) {
    given.close();
  }

  @Override
  public String toString() {
    return "starting " + builder.command().get(0);
  }
}
