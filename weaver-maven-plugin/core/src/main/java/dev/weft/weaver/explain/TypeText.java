package dev.weft.weaver.explain;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** Types and methods in Java's notation, without packages. */
final class TypeText {
  private TypeText() {}

  static String of(Type type) {
    String name = type.getClassName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A method as its source declares it: {@code load(String, int)}. */
  static String method(String name, String descriptor) {
    return Arrays.stream(Type.getArgumentTypes(descriptor))
        .map(TypeText::of)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
