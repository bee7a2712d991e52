package dev.weft.processor;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** The closure of a type's superclasses and interfaces. */
final class Supertypes {
  private Supertypes() {}

  /** The type itself and everything that it extends or implements. */
  static Set<TypeElement> of(TypeElement type) {
    Set<TypeElement> found = new LinkedHashSet<>();
    collect(type, found);
    return found;
  }

  /** Their qualified names. */
  static Set<String> names(TypeElement type) {
    return of(type).stream()
        .map(each -> each.getQualifiedName().toString())
        .collect(Collectors.toSet());
  }

  private static void collect(TypeElement type, Set<TypeElement> found) {
    if (found.add(type)) {
      Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
          .flatMap(supertype -> TypeNames.declaration(supertype).stream())
          .forEach(supertype -> collect(supertype, found));
    }
  }
}
