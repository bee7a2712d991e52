package dev.weft.weaver.scan;

import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/** Methods with async bodies that JUnit calls, and what may be wrong with them: WEFT-015. */
final class TestMethods {
  private TestMethods() {}

  /** Whether a method carries an annotation of weft-junit5. */
  static boolean isTest(MethodNode method) {
    return annotation(method).isPresent();
  }

  /** What messages call such a method, such as {@code @AsyncTest method}. */
  static String kind(MethodNode method) {
    String name = Type.getType(annotation(method).orElseThrow().desc).getClassName();
    return "@" + name.substring(name.lastIndexOf('.') + 1) + " method";
  }

  /** What is wrong with such a method's declaration and how to cure it, as after its name. */
  static Optional<String> misuse(MethodNode method) {
    if (!method.desc.endsWith(")V")) {
      return Optional.of("must return nothing, as JUnit asks of it; declare it void");
    }
    if ((method.access & Opcodes.ACC_STATIC) != 0) {
      return Optional.of("is static, so JUnit won't run it; remove static");
    }
    if ((method.access & Opcodes.ACC_PRIVATE) != 0) {
      return Optional.of("is private, so JUnit won't run it; remove private");
    }
    if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
      return Optional.of("is abstract, so there is nothing to weave; mark what implements it");
    }
    return clash(method).map(other -> "is also " + other + ", which it replaces; remove " + other);
  }

  private static Optional<String> clash(MethodNode method) {
    if (ClassScan.annotation(method, Abi.PLAIN_TEST) != null) {
      return Optional.of("@Test");
    }
    return ClassScan.annotation(method, Abi.ASYNC) == null
        ? Optional.empty()
        : Optional.of("@Async");
  }

  private static Optional<AnnotationNode> annotation(MethodNode method) {
    return Abi.TESTS.stream()
        .sorted()
        .map(descriptor -> Optional.ofNullable(ClassScan.annotation(method, descriptor)))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
