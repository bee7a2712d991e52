package dev.weft.it.woven;

import java.io.IOException;
import java.nio.file.Path;

/** Named pipes, which Java can't make. */
final class Fifo {
  private Fifo() {}

  /** Makes one. */
  static Path make(Path path) throws IOException, InterruptedException {
    Process made = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
    if (made.waitFor() != 0) {
      throw new IOException("no pipe " + path);
    }
    return path;
  }
}
