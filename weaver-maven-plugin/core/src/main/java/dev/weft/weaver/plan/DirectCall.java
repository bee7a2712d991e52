package dev.weft.weaver.plan;

import dev.weft.weaver.analyse.SamCall;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call to which the strand is handed on: of an async method whose target is certain, so that the
 * body is called in its place, or of an async interface's method.
 *
 * @param insn the call, without the strand and the frame
 * @param frameClass the class of the frame, which stands in the descriptor of what is called
 */
public record DirectCall(MethodInsnNode insn, String frameClass) {
  /** Whether a body of this class is called, and not an async interface's method. */
  boolean isOfBody() {
    return !(insn instanceof SamCall);
  }
}
