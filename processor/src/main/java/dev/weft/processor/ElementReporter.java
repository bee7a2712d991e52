package dev.weft.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Reports errors and warnings at declarations, on any compiler. */
final class ElementReporter {
  private final Messager messager;

  ElementReporter(Messager messager) {
    this.messager = messager;
  }

  void error(ErrorId id, Element at, String text) {
    error(at, id.prefix(text));
  }

  void error(
      ErrorId id,
      Element at,
      AnnotationMirror mirror,
      @Nullable AnnotationValue value,
      String text) {
    messager.printMessage(Diagnostic.Kind.ERROR, id.prefix(text), at, mirror, value);
  }

  /** Reports a warning that carries its id already. */
  void warn(Element at, String message) {
    messager.printMessage(Diagnostic.Kind.WARNING, message, at);
  }

  /** Reports a message that carries its id already. */
  void error(Element at, String message) {
    messager.printMessage(Diagnostic.Kind.ERROR, message, at);
  }
}
