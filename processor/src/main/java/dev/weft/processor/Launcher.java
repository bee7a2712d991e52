package dev.weft.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.lang.model.element.Element;
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
    Deque<String> names = new ArrayDeque<>();
    for (Element type = enclosing();
        type instanceof TypeElement;
        type = type.getEnclosingElement()) {
      names.addFirst(type.getSimpleName().toString());
    }
    return String.join("_", names) + "Launcher";
  }
}
