package dev.weft.net;

import java.io.IOException;

/**
 * Tells that connections could not be accepted for a while; when it is over, since logs need
 * descriptors too, above all the first line: a class that reads a file when it is initialised, and
 * can't, is of no use for the rest of the JVM's life. For the same reason there is a logger as soon
 * as there is a listener.
 */
final class Shortage {
  private static final System.Logger LOGGER = System.getLogger("dev.weft");

  private Shortage() {}

  /** Has the logger ready. */
  static void prepare() {
    boolean unused = LOGGER.isLoggable(System.Logger.Level.WARNING);
  }

  /** A server goes on, whether this can be told or not. */
  static void report(String listener, IOException failure) {
    try {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "connections at "
              + listener
              + " could not be accepted for a while, and waited: "
              + failure.getMessage());
    } catch (Throwable t) {
      // There may be no descriptor left again.
    }
  }
}
