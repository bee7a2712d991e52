package dev.weft.processor;

import dev.weft.weaver.TypeHeader;
import dev.weft.weaver.TypeHeaders;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * What javac knows of types, as the weaver asks for it: other types of the same compilation may not
 * have been written yet, and their class files of an earlier one would mislead.
 */
final class ElementHeaders implements TypeHeaders {
  // JVMS 4.1 and 4.6
  private static final int PUBLIC = 0x0001;
  private static final int STATIC = 0x0008;
  private static final int INTERFACE = 0x0200;
  private static final int ABSTRACT = 0x0400;

  private final Elements elements;
  private final Descriptors descriptors;
  private final SourceTypes sources;
  private final Map<String, Optional<TypeHeader>> found = new ConcurrentHashMap<>();

  ElementHeaders(ProcessingEnvironment environment, SourceTypes sources) {
    this.elements = environment.getElementUtils();
    this.descriptors = new Descriptors(elements, environment.getTypeUtils());
    this.sources = sources;
  }

  @Override
  public @Nullable TypeHeader find(String internalName) {
    return found.computeIfAbsent(internalName, this::read).orElse(null);
  }

  /** Javac throws where a class mentions another that is missing; then nothing is known of it. */
  private Optional<TypeHeader> read(String internalName) {
    try {
      return type(internalName.replace('/', '.')).map(this::header);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A class by its binary name, in which a dollar sign may be part of a simple name. */
  private Optional<TypeElement> type(String name) {
    TypeElement type = elements.getTypeElement(name);
    for (int at = name.lastIndexOf('$');
        type == null && at > 0;
        at = name.lastIndexOf('$', at - 1)) {
      String simpleName = name.substring(at + 1);
      type =
          type(name.substring(0, at)).stream()
              .flatMap(outer -> ElementFilter.typesIn(outer.getEnclosedElements()).stream())
              .filter(inner -> inner.getSimpleName().contentEquals(simpleName))
              .findFirst()
              .orElse(null);
    }
    return Optional.ofNullable(type);
  }

  private TypeHeader header(TypeElement type) {
    Optional<AnnotationMirror> mark = Annotations.find(type, Names.WOVEN);
    TypeHeader header =
        new TypeHeader(
            descriptors.name(type),
            access(type),
            name(type.getSuperclass()).orElse(null),
            type.getInterfaces().stream().flatMap(parent -> name(parent).stream()).toList(),
            type.getModifiers().contains(Modifier.SEALED),
            AsyncInterfaces.isMarked(type),
            mark.flatMap(woven -> Annotations.explicit(woven, "owner")).isPresent(),
            mark.flatMap(woven -> Annotations.explicit(woven, "companion"))
                .map(value -> (String) value.getValue())
                .orElse(null),
            new Methods(type));
    return sources.contain(type) ? header.beforeWeaving() : header;
  }

  private Optional<String> name(TypeMirror type) {
    return TypeNames.declaration(type).map(descriptors::name);
  }

  /** A class that is protected in the source is public in its class file. */
  private static int access(TypeElement type) {
    Set<Modifier> modifiers = type.getModifiers();
    boolean isPublic =
        modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
    return (isPublic ? PUBLIC : 0) | (type.getKind().isInterface() ? INTERFACE | ABSTRACT : 0);
  }

  /**
   * The methods of a type, which are found when somebody asks: most types have nothing to do with
   * async code, as their supertypes tell, and nobody asks.
   */
  private final class Methods extends AbstractList<TypeHeader.Member> {
    private final TypeElement type;
    private @Nullable List<TypeHeader.Member> found;

    Methods(TypeElement type) {
      this.type = type;
    }

    private List<TypeHeader.Member> all() {
      List<TypeHeader.Member> known = found;
      if (known == null) {
        known = members(type);
        found = known;
      }
      return known;
    }

    @Override
    public TypeHeader.Member get(int index) {
      return all().get(index);
    }

    @Override
    public int size() {
      return all().size();
    }
  }

  private List<TypeHeader.Member> members(TypeElement type) {
    Set<TypeElement> supertypes = Supertypes.of(type);
    boolean isAsync = supertypes.stream().anyMatch(AsyncInterfaces::isMarked);
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(method -> !method.getModifiers().contains(Modifier.PRIVATE))
        .map(
            method ->
                new TypeHeader.Member(
                    method.getSimpleName().toString(),
                    descriptors.of(method),
                    access(method),
                    isAsync ? bridged(method, type, supertypes) : List.of()))
        .toList();
  }

  private static int access(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    return (modifiers.contains(Modifier.STATIC) ? STATIC : 0)
        | (modifiers.contains(Modifier.ABSTRACT) ? ABSTRACT : 0);
  }

  /** By these a compiler makes bridges, in this class or in a subclass. */
  private List<String> bridged(
      ExecutableElement method, TypeElement type, Set<TypeElement> supertypes) {
    String own = descriptors.of(method);
    return supertypes.stream()
        .flatMap(supertype -> ElementFilter.methodsIn(supertype.getEnclosedElements()).stream())
        .filter(other -> isOverridden(other, method, type))
        .map(descriptors::of)
        .filter(descriptor -> !descriptor.equals(own))
        .distinct()
        .toList();
  }

  private boolean isOverridden(ExecutableElement other, ExecutableElement by, TypeElement type) {
    return other.getSimpleName().equals(by.getSimpleName()) && elements.overrides(by, other, type);
  }
}
