package dev.weft.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Names of types, for decisions and for messages. */
final class TypeNames {
  private TypeNames() {}

  /** The declaration of a class or interface type. */
  static Optional<TypeElement> declaration(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
        : Optional.empty();
  }

  /** The class or interface that declares a method. */
  static TypeElement owner(ExecutableElement method) {
    return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
  }

  /** The simple names of a type and those around it, from the outside in, for what is generated. */
  static String nested(TypeElement type) {
    Deque<String> names = new ArrayDeque<>();
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      names.addFirst(each.getSimpleName().toString());
    }
    return String.join("_", names);
  }

  /** The qualified name of a class or interface type without its arguments, else empty. */
  static String qualified(TypeMirror type) {
    return declaration(type).map(element -> element.getQualifiedName().toString()).orElse("");
  }

  /** The arguments of a class or interface type. */
  static List<? extends TypeMirror> arguments(TypeMirror type) {
    return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
  }

  /** A type with simple names and without its annotations, as a message shows it. */
  static String simple(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return simple(array.getComponentType()) + "[]";
    }
    if (type instanceof TypeVariable variable) {
      return variable.asElement().getSimpleName().toString();
    }
    return declaration(type)
        .map(element -> element.getSimpleName() + argumentList(arguments(type)))
        .orElseGet(() -> type.getKind().name().toLowerCase(Locale.ROOT));
  }

  /** A type as the type argument that stands for it. */
  static String boxed(TypeMirror type) {
    return switch (type.getKind()) {
      case VOID -> "Void";
      case INT -> "Integer";
      case CHAR -> "Character";
      case BOOLEAN, BYTE, SHORT, LONG, FLOAT, DOUBLE -> capitalized(type.getKind());
      default -> simple(type);
    };
  }

  /** A method with the erased types of its parameters, as a message shows it. */
  static String signature(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> erased(parameter.asType()))
        .collect(Collectors.joining(", ", method.getSimpleName() + "(", ")"));
  }

  private static String erased(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return erased(array.getComponentType()) + "[]";
    }
    return declaration(type)
        .map(element -> element.getSimpleName().toString())
        .orElseGet(() -> simple(type));
  }

  private static String argumentList(List<? extends TypeMirror> arguments) {
    return arguments.isEmpty()
        ? ""
        : arguments.stream().map(TypeNames::simple).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String capitalized(TypeKind primitive) {
    String name = primitive.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
