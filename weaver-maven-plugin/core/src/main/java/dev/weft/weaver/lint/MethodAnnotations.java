package dev.weft.weaver.lint;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/** The types of a method's annotations, but for those that only its source has. */
final class MethodAnnotations {
  private MethodAnnotations() {}

  static Stream<Type> of(MethodNode method) {
    return Stream.of(method.visibleAnnotations, method.invisibleAnnotations)
        .filter(Objects::nonNull)
        .flatMap(List<AnnotationNode>::stream)
        .map(annotation -> Type.getType(annotation.desc));
  }
}
