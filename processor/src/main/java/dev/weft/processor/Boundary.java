package dev.weft.processor;

import java.io.PrintWriter;
import java.io.StringWriter;
import javax.lang.model.element.Element;

/**
 * The one place where an unexpected exception ends: it becomes an error of the compilation, so that
 * nothing is thrown into the compiler.
 */
final class Boundary {
  private final ElementReporter reporter;

  Boundary(ElementReporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Runs a step.
   *
   * @param element what the step works on
   * @param doing what it does, as the end of "internal error while ..."
   * @param step the step
   */
  @SuppressWarnings("CatchAndPrintStackTrace") // it is printed into the message
  void run(Element element, String doing, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      reporter.error(
          ErrorId.INTERNAL,
          element,
          "internal error while "
              + doing
              + " "
              + element
              + "; please report it with this stack trace: "
              + stackTrace(e));
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
