package dev.weft.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Tells what interfaces are async, and which methods implement or call theirs. */
final class AsyncInterfaces {
  /** Public methods of Object, which an interface may declare again. */
  private static final Set<String> OF_OBJECT = Set.of("equals(Object)", "hashCode()", "toString()");

  private final Elements elements;
  private final Map<TypeElement, List<TypeElement>> known = new HashMap<>();

  AsyncInterfaces(Elements elements) {
    this.elements = elements;
  }

  /** The async interface that a lambda's type is or has as a bound. */
  static Optional<TypeElement> of(TypeMirror type) {
    return type instanceof IntersectionType intersection
        ? intersection.getBounds().stream().flatMap(bound -> of(bound).stream()).findFirst()
        : TypeNames.declaration(type).filter(AsyncInterfaces::isMarked);
  }

  static boolean isMarked(TypeElement type) {
    return Annotations.has(type, Names.ASYNC_LAMBDA);
  }

  /** The single abstract method of an interface (JLS 9.8); empty where there isn't one. */
  Optional<ExecutableElement> method(TypeElement type) {
    List<ExecutableElement> methods = abstractMethods(type);
    boolean isSingle = methods.stream().map(AsyncInterfaces::nameAndCount).distinct().count() == 1;
    return isSingle ? Optional.of(methods.get(0)) : Optional.empty();
  }

  private static String nameAndCount(ExecutableElement method) {
    return method.getSimpleName() + " " + method.getParameters().size();
  }

  private List<ExecutableElement> abstractMethods(TypeElement type) {
    List<ExecutableElement> all = new ArrayList<>();
    for (TypeElement supertype : Supertypes.of(type)) {
      if (supertype.getKind().isInterface()) {
        all.addAll(ElementFilter.methodsIn(supertype.getEnclosedElements()));
      }
    }
    return all.stream()
        .filter(AsyncInterfaces::isAbstract)
        .filter(method -> !OF_OBJECT.contains(TypeNames.signature(method)))
        .filter(method -> all.stream().noneMatch(by -> isImplemented(method, by, type)))
        .toList();
  }

  private boolean isImplemented(ExecutableElement method, ExecutableElement by, TypeElement type) {
    return !isAbstract(by) && elements.overrides(by, method, type);
  }

  private static boolean isAbstract(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT);
  }

  /** Whether the method of an async interface returns a future, so that a call doesn't suspend. */
  boolean returnsFuture(TypeElement type) {
    return method(type).filter(AsyncInterfaces::returnsFuture).isPresent();
  }

  private static boolean returnsFuture(ExecutableElement method) {
    return Names.FUTURES.contains(TypeNames.qualified(method.getReturnType()));
  }

  /**
   * The async interfaces whose method a method is or implements, but for those that another of them
   * extends.
   */
  List<TypeElement> implementedBy(ExecutableElement method) {
    TypeElement owner = TypeNames.owner(method);
    List<TypeElement> implemented =
        marked(owner).stream()
            .filter(type -> method(type).filter(sam -> is(method, sam, owner)).isPresent())
            .toList();
    return implemented.stream()
        .filter(type -> implemented.stream().noneMatch(other -> isExtended(type, other)))
        .toList();
  }

  private boolean is(ExecutableElement method, ExecutableElement sam, TypeElement owner) {
    return method.equals(sam)
        || (!method.getModifiers().contains(Modifier.STATIC)
            && elements.overrides(method, sam, owner));
  }

  private static boolean isExtended(TypeElement type, TypeElement by) {
    return !type.equals(by) && Supertypes.of(by).contains(type);
  }

  private List<TypeElement> marked(TypeElement type) {
    return known.computeIfAbsent(
        type, owner -> Supertypes.of(owner).stream().filter(AsyncInterfaces::isMarked).toList());
  }

  /** The async interface that a call of a method suspends for. */
  Optional<TypeElement> suspendingCall(ExecutableElement called) {
    return implementedBy(called).stream().filter(type -> !returnsFuture(type)).findFirst();
  }
}
