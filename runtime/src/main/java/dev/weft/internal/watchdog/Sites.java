package dev.weft.internal.watchdog;

import java.util.HashSet;
import java.util.Set;

/** The places in a program where polls were seen to take too long; for one thread. */
final class Sites {
  /** How many places are told apart; a program with more has got the message. */
  static final int MAXIMUM = 1_000;

  private final Set<StackTraceElement> seen = new HashSet<>();

  /**
   * The innermost line that belongs neither to the JDK nor to Weft; else the innermost one. Without
   * the names of class loader and module, with which a console of an IDE doesn't know it.
   */
  static StackTraceElement of(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (!isJdk(frame) && !isWeft(frame)) {
        return plain(frame);
      }
    }
    return plain(stack[0]);
  }

  private static StackTraceElement plain(StackTraceElement frame) {
    return new StackTraceElement(
        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
  }

  private static boolean isJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  private static boolean isWeft(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("dev.weft.abi.") || name.startsWith("dev.weft.internal.");
  }

  /** Whether a place is new, and one more is told apart. */
  boolean isNew(StackTraceElement site) {
    return seen.size() < MAXIMUM && !seen.contains(site);
  }

  /** A place isn't new any more. */
  void add(StackTraceElement site) {
    seen.add(site);
  }
}
