package dev.weft.weaver.scan;

import dev.weft.weaver.TypeHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds the single abstract method of an interface (JLS 9.8), in terms of the class file. */
final class Sam {
  /** Public methods of Object, which an interface may declare again. */
  private static final Set<String> OF_OBJECT =
      Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I", "toString()Ljava/lang/String;");

  private final List<TypeHeader.Member> abstracts = new ArrayList<>();
  private final Set<String> implemented = new HashSet<>(OF_OBJECT);

  private Sam() {}

  /**
   * An interface with the mark of an async one, as such.
   *
   * @param type the interface
   * @param types it and those that it extends, each before those that it extends itself
   * @return empty if it isn't marked, or isn't functional
   */
  static Optional<AsyncInterface> of(TypeHeader type, List<TypeHeader> types) {
    if (!type.isAsync() || !type.isInterface() || type.isSealed()) {
      return Optional.empty();
    }
    Sam sam = new Sam();
    types.forEach(sam::add);
    return sam.isSingle() ? Optional.of(sam.build(type)) : Optional.empty();
  }

  private void add(TypeHeader type) {
    if (!type.isInterface()) {
      return; // Object stands above the interfaces too
    }
    for (TypeHeader.Member method : type.methods()) {
      boolean isStatic = (method.access() & Opcodes.ACC_STATIC) != 0;
      if (isStatic || implemented.contains(key(method, method.descriptor()))) {
        continue;
      }
      if (method.isAbstract()) {
        abstracts.add(method);
      } else {
        implemented.add(key(method, method.descriptor()));
      }
      method.bridged().forEach(bridge -> implemented.add(key(method, bridge)));
    }
  }

  private static String key(TypeHeader.Member method, String descriptor) {
    return method.name() + descriptor;
  }

  /** Abstract methods of one name and number of parameters have to be override-equivalent. */
  private boolean isSingle() {
    return !abstracts.isEmpty()
        && abstracts.stream().map(TypeHeader.Member::name).distinct().count() == 1
        && abstracts.stream()
                .map(method -> Type.getArgumentTypes(method.descriptor()).length)
                .distinct()
                .count()
            == 1;
  }

  private AsyncInterface build(TypeHeader type) {
    TypeHeader.Member first =
        abstracts.stream()
            .filter(method -> ReturnKind.of(method.descriptor()) != ReturnKind.VALUE)
            .findFirst()
            .orElse(abstracts.get(0));
    Set<String> descriptors = new LinkedHashSet<>(List.of(first.descriptor()));
    abstracts.forEach(method -> descriptors.add(method.descriptor()));
    for (TypeHeader.Member method : abstracts) {
      descriptors.addAll(method.bridged());
    }
    return new AsyncInterface(
        type.name(),
        (type.access() & Opcodes.ACC_PUBLIC) != 0,
        type.companion(),
        first.name(),
        List.copyOf(descriptors),
        ReturnKind.of(first.descriptor()));
  }
}
