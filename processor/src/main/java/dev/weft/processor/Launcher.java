package dev.weft.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A launcher class to generate.
 *
 * @param method the method that makes the program's future
 * @param flavor the name of the runtime's flavor
 * @param workerThreads the number of worker threads, 0 for the default
 */
record Launcher(ExecutableElement method, String flavor, int workerThreads) {
  TypeElement enclosing() {
    return TypeNames.owner(method);
  }

  /** The simple names of the enclosing classes, from the outside in, and {@code Launcher}. */
  String name() {
    return TypeNames.nested(enclosing()) + "Launcher";
  }
}
