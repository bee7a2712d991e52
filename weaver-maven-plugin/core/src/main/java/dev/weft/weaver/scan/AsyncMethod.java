package dev.weft.weaver.scan;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method whose body is to become a state machine.
 *
 * @param node the method as it stands in the class
 * @param descriptor its descriptor in the source, which the node loses when it becomes the body
 * @param role how it is started
 * @param returns what its source returns
 * @param frameClass the name of its frame class, with slashes
 */
public record AsyncMethod(
    MethodNode node, String descriptor, Role role, ReturnKind returns, String frameClass) {
  /** Whether it has no receiver. */
  public boolean isStatic() {
    return (node.access & Opcodes.ACC_STATIC) != 0;
  }

  /** What the body takes, as in a descriptor: the arguments, then the strand and the frame. */
  public String bodyArguments() {
    String arguments = descriptor.substring(1, descriptor.indexOf(')'));
    return "(" + arguments + Abi.STRAND_DESC + "L" + frameClass + ";)";
  }
}
