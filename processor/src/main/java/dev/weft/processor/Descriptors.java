package dev.weft.processor;

import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Names of types and methods as a class file has them (JVMS 4.3). */
final class Descriptors {
  private final Elements elements;
  private final Types types;

  Descriptors(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** A class's name with slashes. */
  String name(TypeElement type) {
    return elements.getBinaryName(type).toString().replace('.', '/');
  }

  /** The descriptor of a method, erased. */
  String of(ExecutableElement method) {
    return method.getParameters().stream()
            .map(parameter -> of(parameter.asType()))
            .collect(Collectors.joining("", "(", ")"))
        + of(method.getReturnType());
  }

  private String of(TypeMirror type) {
    TypeMirror erased = types.erasure(type);
    return switch (erased.getKind()) {
      case BOOLEAN -> "Z";
      case BYTE -> "B";
      case CHAR -> "C";
      case SHORT -> "S";
      case INT -> "I";
      case LONG -> "J";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case VOID -> "V";
      case ARRAY -> "[" + of(((ArrayType) erased).getComponentType());
      default -> "L" + name((TypeElement) ((DeclaredType) erased).asElement()) + ";";
    };
  }
}
