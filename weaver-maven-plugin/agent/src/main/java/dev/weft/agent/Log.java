package dev.weft.agent;

import dev.weft.weaver.Problem;
import dev.weft.weaver.WeaveException;
import java.io.PrintStream;
import java.util.List;

/**
 * What the agent has to say. It speaks to standard error and through no logging library: those are
 * loaded by the very program that is being transformed.
 */
final class Log {
  private final PrintStream out;

  Log(PrintStream out) {
    this.out = out;
  }

  void unknownOptions(String options) {
    say(
        "[WEFT-119] the agent takes no options, and was given \""
            + options
            + "\"; choose by system properties such as -Dweft.fuse=false");
  }

  void wrongOption(IllegalArgumentException e) {
    say("[WEFT-026] -D" + e.getMessage());
  }

  /** A class that is wrong: it is loaded as it is, and its first await throws WEFT-100. */
  void refused(WeaveException e) {
    for (Problem problem : e.problems()) {
      say(problem + "; the class is loaded without having been woven");
    }
  }

  /** A class that is woven all the same. */
  void warned(List<Problem> warnings) {
    warnings.forEach(warning -> say(warning.toString()));
  }

  void failed(String className, Throwable cause) {
    say(
        "[WEFT-000] internal error while weaving "
            + className.replace('/', '.')
            + ", which is loaded as it is; please report it with this stack trace:");
    cause.printStackTrace(out);
  }

  void otherShape(String className, String frameClass) {
    say(
        "[WEFT-120] "
            + className.replace('/', '.')
            + " can't be redefined while the program runs: the method of "
            + frameClass.replace('/', '.')
            + " has other awaits, keeps other variables or returns other numbers than before, and"
            + " runs of it that are suspended could not go on; restart the program");
  }

  private void say(String message) {
    out.println("weft-agent: " + message);
  }
}
