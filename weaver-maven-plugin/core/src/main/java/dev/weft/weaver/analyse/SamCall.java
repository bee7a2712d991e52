package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Abi;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call of an async functional interface's method, between {@link SamCalls} and emission: the call
 * of a method that takes a strand and a frame behind these arguments. It is shown as one that gives
 * a future, so that everything in between sees the await of a future.
 */
public final class SamCall extends MethodInsnNode {
  private final String source;

  /**
   * A call that stands for one of the source.
   *
   * @param parameters the descriptor of the arguments, without the parentheses
   * @param source what the source calls, for messages
   */
  SamCall(
      int opcode,
      String owner,
      String name,
      String parameters,
      boolean isInterface,
      String source) {
    super(opcode, owner, name, "(" + parameters + ")" + Abi.FUTURE_DESC, isInterface);
    this.source = source;
  }

  /** What the source calls. */
  public String source() {
    return source;
  }
}
