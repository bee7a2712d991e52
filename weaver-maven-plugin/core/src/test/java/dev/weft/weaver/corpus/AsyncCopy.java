package dev.weft.weaver.corpus;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * An async copy of a method: its code with suspensions, and what makes it async.
 *
 * @param source the method as its compiler made it
 * @param node the copy
 * @param factory a method that makes a function object of it; null where the copy is a method of
 *     its own
 * @param suspensions how many suspensions it has
 * @param underMonitor how many calls got none since a monitor is held there
 */
record AsyncCopy(
    MethodNode source, MethodNode node, MethodNode factory, int suspensions, int underMonitor) {
  /** A copy of a method's code, without what else is said of it. */
  static MethodNode codeOf(MethodNode source, int access, String name, String descriptor) {
    MethodNode copy = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
    source.accept(copy);
    copy.visibleAnnotations = null;
    copy.invisibleAnnotations = null;
    copy.visibleTypeAnnotations = null;
    copy.invisibleTypeAnnotations = null;
    copy.visibleParameterAnnotations = null;
    copy.invisibleParameterAnnotations = null;
    copy.parameters = null;
    return copy;
  }

  /** What the copy adds to the class. */
  List<MethodNode> methods() {
    List<MethodNode> methods = new ArrayList<>(List.of(node));
    if (factory != null) {
      methods.add(factory);
    }
    return methods;
  }
}
