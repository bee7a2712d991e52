package dev.weft.processor;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A class to generate that shows an async type to callers that aren't.
 *
 * @param type the async type
 * @param kind what its methods do
 * @param methods those that it has
 */
record Face(TypeElement type, Kind kind, List<ExecutableElement> methods) {
  /** What the methods of a face do. */
  enum Kind {
    /** They wait. */
    BLOCKING("dev.weft.BlockingFace", "Blocking"),
    /** They return a CompletableFuture. */
    COMPLETABLE("dev.weft.CompletableFace", "Completable");

    private final String annotation;
    private final String suffix;

    Kind(String annotation, String suffix) {
      this.annotation = annotation;
      this.suffix = suffix;
    }

    /** The name of the annotation that asks for it. */
    String annotation() {
      return annotation;
    }
  }

  /** The simple names of the enclosing classes, from the outside in, and the kind. */
  String name() {
    return TypeNames.nested(type) + kind.suffix;
  }
}
